import { ConflictError, NotAllowedError } from '@backstage/errors';
import type {
  DryRunReport,
  FleetNamespaceRequest,
  FleetNamespaceStatus,
} from 'backstage-plugin-anthos-fleet-common';
import { readTryables, type DryRunner } from '../gateway';
import type { FleetNamespace, FleetNamespaces } from '../hub';
import type { FleetStore, Visible } from '../store';
import { RateLimit } from './RateLimit';
import { readNamespaceRequest } from './readNamespaceRequest';

/** What templates may ask of one fleet. */
export interface FleetProvisioner {
  namespaces: Pick<FleetNamespaces, 'ensure'>;
  /** Undefined where the clusters themselves are not to be reached. */
  dryRunner?: Pick<DryRunner, 'run' | 'close'>;
  /** Waits until one more request may be sent to the gateway. */
  takeRequest: (signal: AbortSignal) => Promise<void>;
  /** The quota of the gateway is used up for so long. */
  quotaUsedUp: (ms: number) => void;
}

export interface ProvisioningOptions {
  /** By fleet host project; undefined where templates may not ask. */
  fleets: ReadonlyMap<string, FleetProvisioner | undefined>;
  store: Pick<FleetStore, 'getClusterAddress' | 'getNamespace'>;
}

const DRY_RUNS = { max: 20, windowMs: 60_000 };
const SETTING = 'anthosFleet.fleets[].provisioning.enabled';

/** What templates may ask of clusters and of Google: the only work that is not for the store. */
export class Provisioning {
  readonly #options: ProvisioningOptions;
  readonly #dryRuns = new RateLimit(DRY_RUNS);

  constructor(options: ProvisioningOptions) {
    this.#options = options;
  }

  /**
   * Asks a cluster whether it would take objects.
   *
   * @param caller - who asks, for the limit of requests
   * @throws InputError for what is no object, TooManyRequestsError
   */
  async dryRun(
    ref: string,
    manifests: readonly unknown[],
    { caller, signal }: { caller: string; signal?: AbortSignal },
  ): Promise<DryRunReport> {
    const objects = readTryables(manifests);
    this.#dryRuns.demand(`${caller}\n${ref}`, `Asking ${ref}`);
    const target = await this.#options.store.getClusterAddress(ref);
    const provisioner = target && this.#options.fleets.get(target.fleet);
    if (!target || target.orphaned) {
      return notAsked(ref, {
        outcome: 'not-found',
        message: `The cluster ${ref} is gone, only its registration is left`,
        remedy: 'Choose another cluster',
      });
    }
    if (!provisioner) {
      return notAsked(ref, {
        outcome: 'forbidden',
        message: `The portal may not ask the clusters of ${target.fleet} about manifests`,
        remedy: `Set ${SETTING} in the configuration of the portal`,
      });
    }
    if (!provisioner.dryRunner) {
      return notAsked(ref, {
        outcome: 'forbidden',
        message: `The portal does not reach the clusters of ${target.fleet}`,
        remedy:
          'Set anthosFleet.fleets[].gateway.enabled in the configuration of the portal',
      });
    }
    const { report, retryAfterMs } = await provisioner.dryRunner.run({
      target,
      objects,
      takeRequest: provisioner.takeRequest,
      signal,
    });
    if (retryAfterMs !== undefined) {
      provisioner.quotaUsedUp(retryAfterMs);
    }
    return report;
  }

  /**
   * Makes a fleet have a namespace, as far as that goes in a short time.
   *
   * @throws InputError, ConflictError when it is somebody else's, NotAllowedError where the
   * configuration does not allow it
   */
  async ensureNamespace(
    path: { project: string; scope: string; namespace: string },
    body: FleetNamespaceRequest,
    { visible, signal }: { visible: Visible; signal?: AbortSignal },
  ): Promise<FleetNamespaceStatus> {
    const wanted = readNamespaceRequest(path, body);
    const provisioner = this.#options.fleets.get(path.project);
    if (!provisioner) {
      throw new NotAllowedError(
        `The portal may not create namespaces in the fleet ${path.project}; set ${SETTING} in its configuration`,
      );
    }
    return provisioner.namespaces.ensure(
      {
        ...wanted,
        beforeCreating: () => this.#refuseForeign(wanted, visible),
      },
      signal,
    );
  }

  /** A namespace that is on one of the clusters already would be taken over. */
  async #refuseForeign(
    { namespace, owner, clusters }: FleetNamespace,
    visible: Visible,
  ): Promise<void> {
    const { clusters: places } = await this.#options.store.getNamespace(
      namespace,
      visible,
    );
    const wanted = new Set(clusters.map(({ ref }) => ref));
    const foreign = places.find(
      place =>
        wanted.has(place.cluster) &&
        place.owner !== owner?.toLocaleLowerCase('en-US'),
    );
    if (foreign) {
      throw new ConflictError(
        `The namespace ${namespace} is on ${
          foreign.cluster
        } already and belongs to ${
          foreign.owner ?? 'nobody known'
        }; choose another name, or ask its owner`,
      );
    }
  }

  /** Closes the connections to the clusters. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#options.fleets.values()].map(fleet =>
        fleet?.dryRunner?.close(),
      ),
    );
  }
}

function notAsked(
  ref: string,
  why: Pick<DryRunReport, 'outcome' | 'message' | 'remedy'>,
): DryRunReport {
  return { ref, ...why, results: [], enforcedConstraints: [] };
}
