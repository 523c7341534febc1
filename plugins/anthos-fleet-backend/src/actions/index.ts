import type { ActionOptions } from './ActionOptions';
import { createFindClustersAction } from './createFindClustersAction';
import { createFindSyncErrorsAction } from './createFindSyncErrorsAction';
import { createGetEntityStatusAction } from './createGetEntityStatusAction';

/** Registers the plugin's actions, for assistants, the command line and templates alike. */
export function registerActions(options: ActionOptions) {
  createFindClustersAction(options);
  createFindSyncErrorsAction(options);
  createGetEntityStatusAction(options);
}
