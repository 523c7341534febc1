/** Who wrote a commit. */
export interface Author {
  name: string;
  email: string;
}

/** What a commit changes: the text of each file, or null for a file that is removed. */
export interface Change {
  message: string;
  files: Record<string, string | null>;
  author: Author;
  /** Milliseconds since 1970. */
  at: number;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function quote(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`;
}

/** What stands in a commit must not end its line. */
function line(text: string): string {
  return text.replace(/[\n<>]/g, ' ').trim();
}

/**
 * Commits as `git fast-import` reads them: one process writes a whole history. It prints the last
 * commit.
 */
export function fastImport(
  branch: string,
  changes: Change[],
  parent?: string,
): string {
  const parts = changes.map(({ message, files, author, at }, index) => {
    const who = `${line(author.name)} <${line(author.email)}> ${Math.floor(
      at / 1000,
    )} +0000`;
    const before = index === 0 && parent ? `from ${parent}\n` : '';
    const entries = Object.entries(files).map(([path, text]) =>
      text === null
        ? `D ${quote(path)}\n`
        : `M 100644 inline ${quote(path)}\n${data(text)}`,
    );
    return `commit refs/heads/${branch}\nmark :${
      index + 1
    }\nauthor ${who}\ncommitter ${who}\n${data(message)}${before}${entries.join(
      '',
    )}\n`;
  });
  return `${parts.join('')}get-mark :${changes.length}\ndone\n`;
}
