import {
  judgePolicyController,
  type NamedState,
  type ObservedPolicyController,
  type PolicyController,
} from 'backstage-plugin-anthos-fleet-common';
import { asObject, asText, asWord, compact, field } from '../../google/json';
import { cleanMessage } from '../../google/text';
import { describeState, type FeatureMember } from './features';

const MAX_COMPONENTS = 50;
const MAX_BUNDLES = 200;
const MAX_DETAILS = 4096;
const VERSION = /^v?\d+\.\d+\.\d+[\w.+-]{0,40}$/;
const NO_STATE = 'LIFECYCLE_STATE_UNSPECIFIED';

/** Translates what the fleet says of Policy Controller on one cluster. */
export function translatePolicyController({
  spec,
  state,
}: FeatureMember): ObservedPolicyController {
  const block = field(state, 'policycontroller');
  const content = field(block, 'policyContentState');
  const components = [
    ...namedStates(field(block, 'componentStates'), MAX_COMPONENTS),
    ...namedStates(
      compact({
        templateLibrary: field(content, 'templateLibraryState'),
        referentialSyncConfig: field(content, 'referentialSyncConfigState'),
      }),
      MAX_COMPONENTS,
    ),
  ];
  return {
    summary: compact<PolicyController>({
      ...judgePolicyController(asWord(field(block, 'state'))),
      version:
        runningVersion(components) ??
        asText(field(spec, 'policycontroller', 'version'), 64),
      description: describeState(state),
    }),
    components,
    bundles: namedStates(field(content, 'bundleStates'), MAX_BUNDLES),
  };
}

/** A healthy component gives its version where others give a reason. */
function runningVersion(components: NamedState[]): string | undefined {
  return components.find(
    ({ state, details }) => state === 'ACTIVE' && VERSION.test(details ?? ''),
  )?.details;
}

/** A map of states, by name: the API's order is that of a map, which may change at any time. */
function namedStates(raw: unknown, max: number): NamedState[] {
  const states: NamedState[] = [];
  for (const [key, value] of Object.entries(asObject(raw) ?? {})) {
    const name = asText(key);
    const details = field(value, 'details');
    if (name) {
      states.push(
        compact<NamedState>({
          name,
          state: asWord(field(value, 'state')) ?? NO_STATE,
          details:
            typeof details === 'string'
              ? cleanMessage(details, MAX_DETAILS) || undefined
              : undefined,
        }),
      );
    }
  }
  return states
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .slice(0, max);
}
