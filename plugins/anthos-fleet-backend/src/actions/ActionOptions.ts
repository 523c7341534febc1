import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { EntityStatusReader } from '../entities';
import type { FleetStore, Visible } from '../store';

/** What the actions need. */
export interface ActionOptions {
  actionsRegistry: ActionsRegistryService;
  store: Pick<FleetStore, 'listClusters' | 'listErrorGroups'>;
  entityStatus: Pick<EntityStatusReader, 'read'>;
  /** What the caller may see; both throw NotAllowedError for who may see nothing. */
  access: {
    read(credentials: BackstageCredentials): Promise<Visible>;
    readPackageSyncs(credentials: BackstageCredentials): Promise<Visible>;
  };
}

/** All of them read the store, and may be repeated as often as one likes. */
export const READS = { readOnly: true, destructive: false, idempotent: true };
