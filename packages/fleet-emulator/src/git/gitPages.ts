import type { CommitInfo, GitRepository } from './GitRepository';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1d2733; background: #fff }
pre { font: 13px/1.6 ui-monospace, monospace; counter-reset: line; overflow-x: auto }
pre span { counter-increment: line; display: block; min-height: 1.6em }
pre span::before { content: counter(line); display: inline-block; width: 4ch; margin-right: 2ch; text-align: right; color: #5c6b7a }
pre span:target { background: #fff3bf }
a { color: #0b57a4 }
</style>
<h1>${escape(title)}</h1>
${body}
</html>
`;
}

function link(href: string, text: string): string {
  return `<a href="${escape(href)}">${escape(text)}</a>`;
}

function pathOf(repository: GitRepository, ...parts: string[]): string {
  const encoded = parts
    .flatMap(part => part.split('/'))
    .map(encodeURIComponent)
    .join('/');
  return `/git/${repository.name}/${encoded}`;
}

/** One file at a commit, with numbered lines. */
export function filePage(
  repository: GitRepository,
  commit: string,
  path: string,
  text: string,
): string {
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => `<span id="L${index + 1}">${escape(line)}</span>`);
  return page(
    path,
    `<p>${escape(repository.name)} at ${link(
      pathOf(repository, 'commit', commit),
      commit.slice(0, 8),
    )}</p>\n<pre>${lines.join('')}</pre>`,
  );
}

/** One commit: who, when, why, and the files it changed. */
export function commitPage(
  repository: GitRepository,
  { commit, parent, author, date, message, changes }: CommitInfo,
): string {
  const files = changes.map(change => {
    const [kind, path] = [change.slice(0, 1), change.slice(2)];
    const at = kind === 'D' ? parent ?? commit : commit;
    return `<li>${escape(kind)} ${link(
      pathOf(repository, 'blob', at, path),
      path,
    )}</li>`;
  });
  return page(
    message.split('\n', 1)[0],
    `<p>${escape(repository.name)}, ${escape(commit)}</p>
<p>${escape(author)}, ${escape(date)}</p>
<p>${escape(message)}</p>
<ul>${files.join('\n')}</ul>${
      parent
        ? `<p>Before it: ${link(
            pathOf(repository, 'commit', parent),
            parent.slice(0, 8),
          )}</p>`
        : ''
    }`,
  );
}

/** The newest commits and every file of one of them. */
export function repositoryPage(
  repository: GitRepository,
  commits: CommitInfo[],
  files: string[],
): string {
  const [newest] = commits;
  return page(
    repository.name,
    `<h2>Commits</h2><ul>${commits
      .map(
        ({ commit, message, author, date }) =>
          `<li>${link(
            pathOf(repository, 'commit', commit),
            commit.slice(0, 8),
          )} ${escape(message.split('\n', 1)[0])} (${escape(author)}, ${escape(
            date,
          )})</li>`,
      )
      .join('\n')}</ul>
<h2>Files</h2><ul>${files
      .map(
        file =>
          `<li>${link(
            pathOf(repository, 'blob', newest.commit, file),
            file,
          )}</li>`,
      )
      .join('\n')}</ul>`,
  );
}
