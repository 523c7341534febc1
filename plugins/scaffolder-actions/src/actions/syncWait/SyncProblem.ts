import { PlainError } from '../../common';

/** The commit will not become live without somebody: why, and what to do. */
export class SyncProblem extends PlainError {
  constructor(message: string) {
    super('SyncError', message);
  }
}
