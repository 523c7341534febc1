import { LOCK_FILE, within } from '../../git';
import type { PublishJob } from './createConfigRepoPublishAction';
import type { Outcome } from './publishToBranch';

const MAX_LOGGED = 50;

/** Tells what came of a run, in the log and in the outputs. */
export function reportOutcome(job: PublishJob, outcome: Outcome): void {
  const { ctx, repository, links, targetPath } = job;
  const { commit, changed, branch, plan } = outcome;
  const at = (paths: string[]) => paths.map(path => within(targetPath, path));
  const log = (what: string, paths: string[]) => {
    const named = at(paths).slice(0, MAX_LOGGED);
    const more = paths.length - named.length;
    named.forEach(path => ctx.logger.info(`${what}: ${path}`));
    if (more > 0) {
      ctx.logger.info(`${what}: ${more} more`);
    }
  };
  const would = ctx.isDryRun ? 'Would be ' : '';
  const word = (text: string) =>
    would ? `${would}${text}` : text[0].toUpperCase() + text.slice(1);
  log(word('added'), plan.added);
  log(word('updated'), plan.updated);
  log(word('removed'), plan.removed);
  log(
    `${word('kept')}, because it was changed by hand since it was published`,
    plan.kept,
  );
  if (!job.mergeLists.size) {
    log(
      'Published before and not produced any more (removeStale: true removes it)',
      plan.stale,
    );
  }
  if (!changed) {
    ctx.logger.info(
      `Nothing to do: ${branch} of ${repository.url} has all of it already`,
    );
  } else if (!ctx.isDryRun && commit) {
    ctx.logger.info(
      `Pushed commit ${commit} to ${branch} of ${repository.url}`,
    );
  }

  ctx.output('changed', changed);
  ctx.output('branch', branch);
  ctx.output('files', {
    added: at(plan.added),
    updated: at(plan.updated),
    removed: at(plan.removed),
    kept: at(plan.kept),
  });
  ctx.output('repositoryUrl', links.repository());
  const output = (
    name:
      | 'commit'
      | 'commitUrl'
      | 'contentsUrl'
      | 'catalogInfoUrl'
      | 'pullRequestUrl',
    value: string | undefined,
  ) => {
    if (value !== undefined) {
      ctx.output(name, value);
    }
  };
  output('commit', commit);
  output('commitUrl', commit && links.commit(commit));
  output('contentsUrl', links.contents(branch, targetPath));
  const catalogInfo = catalogInfoOf([...job.files.keys()]);
  output(
    'catalogInfoUrl',
    catalogInfo && links.contents(branch, within(targetPath, catalogInfo)),
  );
  output('pullRequestUrl', outcome.pullRequestUrl);
  ctx.logger.debug(`The record of published files is ${LOCK_FILE}`);
}

/** The one that is nearest to the root. */
function catalogInfoOf(paths: string[]): string | undefined {
  return paths
    .filter(path => /(?:^|\/)catalog-info\.ya?ml$/.test(path))
    .sort((a, b) => a.split('/').length - b.split('/').length)[0];
}
