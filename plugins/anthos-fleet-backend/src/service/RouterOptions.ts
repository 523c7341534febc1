import type {
  AuditorService,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { EntityListReader, EntityStatusReader } from '../entities';
import type { Provisioning } from '../provisioning';
import type { createOpenApiRouter } from '../schema/openapi';
import type { FleetStore } from '../store';
import type { MuteStore, TransitionLog } from '../transitions';
import type { ClusterAccess } from './ClusterAccess';

/** What the routes need. */
export interface RouterOptions {
  store: FleetStore;
  entityList: EntityListReader;
  entityStatus: EntityStatusReader;
  transitions: Pick<TransitionLog, 'list' | 'timeline' | 'courses' | 'changes'>;
  mutes: Pick<MuteStore, 'list' | 'mutesOf' | 'create' | 'delete'>;
  access: ClusterAccess;
  provisioning: Pick<Provisioning, 'dryRun' | 'ensureNamespace'>;
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  auditor: AuditorService;
  /** Has a cluster read as soon as a replica is free, and its fleet's register if wanted. */
  requestSweep: (
    cluster: { fleet: string; ref: string },
    what: { register: boolean },
  ) => Promise<unknown>;
  /** Whether any fleet is configured. */
  configured: boolean;
  now?: () => Date;
}

/** A router whose routes are checked against the contract. */
export type FleetRouter = Awaited<ReturnType<typeof createOpenApiRouter>>;
