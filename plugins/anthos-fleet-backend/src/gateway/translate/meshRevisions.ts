import type { MeshRevision } from 'backstage-plugin-anthos-fleet-common';
import { asCount, asList, asText, compact, field } from '../../google/json';
import { cleanMessage } from '../../google/text';
import { nameAt } from './strict';

const MAX_CONDITIONS = 20;
const MAX_MESSAGE = 1024;

/**
 * Translates a ControlPlaneRevision.
 *
 * @returns undefined when it does not say its name
 */
export function translateMeshRevision(raw: unknown): MeshRevision | undefined {
  const name = nameAt(raw, 'name');
  if (!name) {
    return undefined;
  }
  const { ready, condition } = readReady(raw);
  const message = field(condition, 'message');
  return compact<MeshRevision>({
    name,
    ready,
    type: asText(field(raw, 'spec', 'type'), 64),
    channel: asText(field(raw, 'spec', 'channel'), 64),
    reason: asText(field(condition, 'reason')),
    message:
      typeof message === 'string'
        ? cleanMessage(message, MAX_MESSAGE) || undefined
        : undefined,
  });
}

/** Whether it is ready, and the condition that says so. */
function readReady(raw: unknown): {
  ready: MeshRevision['ready'];
  condition?: unknown;
} {
  const conditions = asList(field(raw, 'status', 'conditions'), MAX_CONDITIONS);
  const find = (type: string) =>
    conditions.find(condition => field(condition, 'type') === type);
  const stalled = find('Stalled');
  if (field(stalled, 'status') === 'True') {
    return { ready: 'false', condition: stalled };
  }
  const reconciled = find('Reconciled');
  const observed = asCount(field(reconciled, 'observedGeneration'));
  const generation = asCount(field(raw, 'metadata', 'generation'));
  if (
    observed !== undefined &&
    generation !== undefined &&
    observed < generation
  ) {
    return { ready: 'unknown', condition: reconciled };
  }
  switch (field(reconciled, 'status')) {
    case 'True':
      return { ready: 'true', condition: reconciled };
    case 'False':
      return { ready: 'false', condition: reconciled };
    default:
      return { ready: 'unknown', condition: reconciled };
  }
}
