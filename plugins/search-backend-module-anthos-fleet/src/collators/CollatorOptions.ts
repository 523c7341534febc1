import type { AuthService } from '@backstage/backend-plugin-api';
import type {
  AnthosFleetRequestOptions,
  AnthosFleetService,
} from 'backstage-plugin-anthos-fleet-node';

/** What the collators need. */
export interface CollatorOptions {
  auth: AuthService;
  fleet: Pick<
    AnthosFleetService,
    'getOverview' | 'listClusters' | 'getSyncErrors' | 'getSyncError'
  >;
  /** Address of the fleet page in the portal, without a slash at its end. */
  fleetPath: string;
}

/** Whose rights a collator reads with: the index holds everything, and search filters. */
export async function ownRights(
  auth: AuthService,
): Promise<AnthosFleetRequestOptions> {
  return { credentials: await auth.getOwnServiceCredentials() };
}

/** Parts of an address, whatever is in them. */
export function path(...parts: string[]): string {
  return parts.map(encodeURIComponent).join('/');
}
