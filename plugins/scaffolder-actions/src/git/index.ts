export { isAncestor } from './ancestry';
export {
  checkAuthor,
  checkBranch,
  checkLine,
  checkPath,
  checkText,
  hasUnseen,
  shown,
} from './fields';
export type { GitAuthor } from './fields';
export { GitProblem } from './GitProblem';
export type { GitProblemKind } from './GitProblem';
export { GitRepositories } from './GitRepositories';
export { formatLock, LOCK_FILE } from './lockFile';
export type { PageLinks } from './PageLinks';
export { hasChanges } from './planChanges';
export type { Plan } from './planChanges';
export { refuseConflicts } from './conflicts';
export { compareBranch, publishFiles } from './publishFiles';
export type { Comparison, Published, PublishRequest } from './publishFiles';
export type { RemoteRepository } from './RemoteRepository';
export type { KnownRepository } from './RepositoryAddresses';
export { readSourceFiles } from './sourceFiles';
export type { SourceFile } from './sourceFiles';
export { within } from './within';
