import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  anthosFleetClusterDryRunPermission,
  stringifyClusterRef,
  type DryRunReport,
} from 'backstage-plugin-anthos-fleet-common';
import { audited } from '../audited';
import type { FleetRouter, RouterOptions } from '../RouterOptions';
import { noCluster } from './clusters';

/** The only route whose body may be large. */
export const DRY_RUN_PATH = /^\/clusters\/[^/]+\/[^/]+\/[^/]+\/dry-run\/?$/;

/** Asking a cluster whether it would take manifests. What they say is never written down. */
export function addDryRunRoute(router: FleetRouter, options: RouterOptions) {
  const { provisioning, httpAuth, auditor } = options;

  router.post(
    '/clusters/:project/:location/:name/dry-run',
    async (req, res) => {
      const ref = stringifyClusterRef(req.params);
      const { manifests } = req.body;
      await audited(
        auditor,
        {
          eventId: 'manifest-dry-run',
          request: req,
          severityLevel: 'medium',
          meta: { ref, manifests: manifests.length },
        },
        async note => {
          const credentials = await httpAuth.credentials(req);
          await demandAskable(options, ref, credentials);
          const gone = new AbortController();
          res.on('close', () => gone.abort());
          const report = await provisioning.dryRun(ref, manifests, {
            caller: callerOf(credentials),
            signal: gone.signal,
          });
          note({ outcome: report.outcome, ...countVerdicts(report) });
          res.json(report);
        },
      );
    },
  );
}

/** @throws NotFoundError or NotAllowedError when the caller may not ask the cluster */
async function demandAskable(
  { store, access }: RouterOptions,
  ref: string,
  credentials: BackstageCredentials,
): Promise<void> {
  const { visible, askable } = await access.readAndDryRun(credentials);
  const [seen] = await store.getClusters([ref], visible.clusters);
  if (!seen) {
    throw noCluster(ref);
  }
  const [allowed] = askable
    ? await store.getClusters([ref], askable.among)
    : [];
  if (!allowed) {
    throw new NotAllowedError(
      `Asking ${ref} about manifests takes the permission '${anthosFleetClusterDryRunPermission.name}'`,
    );
  }
}

/** Whom the limit of requests counts. */
function callerOf({ principal }: BackstageCredentials): string {
  for (const key of ['userEntityRef', 'subject']) {
    const name: unknown = Reflect.get(Object(principal), key);
    if (typeof name === 'string') {
      return name;
    }
  }
  return 'unknown';
}

function countVerdicts({ results }: DryRunReport): Record<string, number> {
  const count = (verdict: string) =>
    results.filter(result => result.verdict === verdict).length;
  return {
    accepted: count('accepted'),
    refused: count('refused'),
    unknown: count('unknown'),
  };
}
