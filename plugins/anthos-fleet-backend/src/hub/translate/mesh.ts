import {
  countSeverities,
  judgeMesh,
  judgeSeverity,
  type Mesh,
  type MeshCondition,
  type ObservedMesh,
} from 'backstage-plugin-anthos-fleet-common';
import { asList, asText, asWord, compact, field } from '../../google/json';
import { cleanMessage } from '../../google/text';
import { describeState, stateCode, type FeatureMember } from './features';

const MAX_CONDITIONS = 100;
const MAX_COUNTED = 10_000;
const MAX_DETAILS = 4096;
const REVISION = /^Ready: ([a-z0-9.-]{1,63})$/;

/** Translates what the fleet says of the mesh on one cluster. */
export function translateMesh({ spec, state }: FeatureMember): ObservedMesh {
  // The same thing is called `mesh` in what is told and `servicemesh` in what is reported.
  const block = field(state, 'servicemesh');
  const controlPlane = field(block, 'controlPlaneManagement');
  const conditions = field(block, 'conditions');
  return {
    summary: compact<Mesh>({
      ...judgeMesh({
        management: asWord(field(spec, 'mesh', 'management')),
        controlPlane: asWord(field(controlPlane, 'state')),
        stateCode: stateCode(state),
      }),
      dataPlane: asWord(field(block, 'dataPlaneManagement', 'state')),
      implementation: asWord(field(controlPlane, 'implementation')),
      revision: readRevision(field(controlPlane, 'details')),
      description: describeState(state),
      ...countSeverities(
        asList(conditions, MAX_COUNTED).map(condition => ({
          severity: judgeSeverity(asWord(field(condition, 'severity'))),
        })),
      ),
    }),
    conditions: asList(conditions, MAX_CONDITIONS).map(translateCondition),
  };
}

function readRevision(details: unknown): string | undefined {
  const ready = asList(details, MAX_CONDITIONS).find(
    detail => field(detail, 'code') === 'REVISION_READY',
  );
  return REVISION.exec(asText(field(ready, 'details')) ?? '')?.[1];
}

function translateCondition(raw: unknown): MeshCondition {
  const details = field(raw, 'details');
  return compact<MeshCondition>({
    code: asWord(field(raw, 'code')) ?? 'CODE_UNSPECIFIED',
    severity: judgeSeverity(asWord(field(raw, 'severity'))),
    details:
      typeof details === 'string'
        ? cleanMessage(details, MAX_DETAILS) || undefined
        : undefined,
    documentationUrl: readUrl(field(raw, 'documentationLink')),
  });
}

/** An address that a browser may be sent to: never `javascript:` or the like. */
function readUrl(raw: unknown): string | undefined {
  const text = asText(raw, 1024);
  if (!text || !/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  return url.username || url.password ? undefined : url.href;
}
