import type {
  PolicyController,
  PolicyControllerState,
} from '../schema/openapi';

const STATES: ReadonlyMap<string, PolicyControllerState> = new Map([
  ['ACTIVE', 'active'],
  ['INSTALLING', 'installing'],
  ['UPDATING', 'updating'],
  ['DECOMMISSIONING', 'decommissioning'],
  ['CLUSTER_ERROR', 'cluster-error'],
  ['HUB_ERROR', 'hub-error'],
  ['SUSPENDED', 'suspended'],
  ['DETACHED', 'detached'],
  ['NOT_INSTALLED', 'not-installed'],
]);

/**
 * Says what state Policy Controller is in; a word that is not known is kept in `reported`.
 *
 * @public
 */
export function judgePolicyController(
  word: string | undefined,
): Pick<PolicyController, 'state' | 'reported'> {
  return {
    state: STATES.get(word ?? '') ?? 'unknown',
    ...(word ? { reported: word } : {}),
  };
}
