import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import {
  parseClusterRef,
  stringifyClusterRef,
  type ClusterRef,
  type DryRunReport,
} from 'backstage-plugin-anthos-fleet-common';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import type { Finding } from '../../checks/types';
import { shown } from '../../common';
import type { Applied } from './applied';
import { inPortions } from './inPortions';

const RULE = 'cluster';

/** What asking needs. */
export interface AskOptions {
  fleet: Pick<AnthosFleetService, 'dryRun'>;
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/** @throws InputError for what names no cluster */
export function readClusters(texts: readonly string[]): ClusterRef[] {
  return [...new Set(texts)].map(text => {
    const ref = parseClusterRef(text);
    if (!ref) {
      throw new InputError(
        `clusters: ${shown(text)} is no cluster; give project/location/name`,
      );
    }
    return ref;
  });
}

/** Asks clusters, one after the other, whether they would take objects. */
export async function askClusters(
  refs: readonly ClusterRef[],
  objects: readonly Applied[],
  options: AskOptions,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const ref of refs) {
    for (const part of inPortions(objects)) {
      const { found, answered } = await askOne(ref, part, options);
      findings.push(...found);
      if (!answered) {
        break;
      }
    }
  }
  return findings;
}

async function askOne(
  ref: ClusterRef,
  objects: readonly Applied[],
  { fleet, credentials, signal }: AskOptions,
): Promise<{ found: Finding[]; answered: boolean }> {
  const text = stringifyClusterRef(ref);
  let report: DryRunReport;
  try {
    report = await fleet.dryRun(
      ref,
      objects.map(({ manifest }) => manifest),
      { credentials, signal },
    );
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    return {
      found: [
        notAsked(
          text,
          isError(error) ? error.message : 'The portal gave no reason',
          isRefusal(error)
            ? 'Ask whoever writes the permission policy of this portal for the permission; the files themselves are checked all the same.'
            : undefined,
        ),
      ],
      answered: false,
    };
  }
  const answered = report.outcome === 'ok' || report.results.length > 0;
  return {
    answered,
    found: answered
      ? readReport(text, report, objects)
      : [notAsked(text, report.message, report.remedy)],
  };
}

/** Whether the portal's permission policy said no, also behind a request. */
function isRefusal(error: unknown): boolean {
  return [error, Reflect.get(Object(error), 'cause')].some(
    each => isError(each) && each.name === 'NotAllowedError',
  );
}

function notAsked(
  cluster: string,
  why = 'The cluster gave no answer',
  remedy = 'Ask again later, or ask those who run the portal; the files themselves are checked all the same.',
): Finding {
  return {
    severity: 'warning',
    rule: 'cluster/not-asked',
    file: '',
    message: `${cluster} was not asked: ${why}`,
    cause:
      'Only the cluster itself knows its kinds, its webhooks and its policies.',
    remedy,
  };
}

function readReport(
  cluster: string,
  report: DryRunReport,
  objects: readonly Applied[],
): Finding[] {
  const results = report.results.flatMap(result => {
    const object = objects[result.index];
    if (!object) {
      return [];
    }
    const { verdict, message, remedy, constraint, webhook, warnings } = result;
    const by = constraint
      ? `The constraint ${constraint} is enforced there.`
      : webhook && `The webhook ${webhook} decides about it there.`;
    const found: Finding[] = (warnings ?? []).map(warning => ({
      ...object.place,
      severity: 'info',
      rule: `${RULE}/warning`,
      message: `${cluster} warns: ${warning}`,
      cause: 'The cluster takes the object, and has something to say about it.',
      remedy: 'Follow the warning before the next version of Kubernetes.',
    }));
    if (verdict !== 'accepted') {
      const refused = verdict === 'refused';
      found.push({
        ...object.place,
        severity: refused ? 'error' : 'info',
        rule: refused ? `${RULE}/refused` : `${RULE}/unknown`,
        message: `${cluster} ${refused ? 'refuses it' : 'cannot tell yet'}: ${
          message ?? 'it gives no reason'
        }`,
        cause:
          by ??
          (refused
            ? 'The API server of the cluster does not take this object.'
            : 'The answer depends on something that the cluster does not have yet, or that it does not tell.'),
        remedy:
          remedy ??
          (refused
            ? 'Change the object as the cluster says.'
            : 'Nothing, if the rest of the folder brings what is missing.'),
      });
    }
    return found;
  });
  return [...results, ...constraintsOf(cluster, report, objects)];
}

function constraintsOf(
  cluster: string,
  report: DryRunReport,
  objects: readonly Applied[],
): Finding[] {
  const enforced = report.enforcedConstraints.map(
    ({ kind, name, bundle, indices }): Finding => ({
      ...(objects[indices[0] ?? -1]?.place ?? { file: '' }),
      severity: 'info',
      rule: `${RULE}/constraint`,
      message: `${cluster} enforces ${kind} ${name}${
        bundle ? ` of ${bundle}` : ''
      } on ${indices.length} of these objects`,
      cause: 'Policy Controller refuses what breaks an enforced constraint.',
      remedy:
        'Nothing, as long as the cluster does not refuse an object because of it.',
    }),
  );
  return report.constraintsMessage
    ? [
        ...enforced,
        {
          severity: 'info',
          rule: `${RULE}/constraint`,
          file: '',
          message: `The constraints of ${cluster} are not known: ${report.constraintsMessage}`,
          cause: 'The portal could not read them from the cluster.',
          remedy: 'Let the portal read constraints there, if they matter.',
        },
      ]
    : enforced;
}
