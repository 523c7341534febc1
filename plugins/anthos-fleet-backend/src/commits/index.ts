export { CommitSweep } from './CommitSweep';
export { GitHosts } from './GitHosts';
