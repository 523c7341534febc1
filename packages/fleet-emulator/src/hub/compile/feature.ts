import type { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import { ConfigSync } from '../../fleet/featureSchemas';

/** What a feature says of one cluster. */
export interface CompiledFeature {
  spec?: gkehub_v1.Schema$MembershipFeatureSpec;
  state?: gkehub_v1.Schema$MembershipFeatureState;
}

const ORIGINS: Record<ConfigSync['origin'], string | undefined> = {
  fleet: 'FLEET',
  'fleet-out-of-sync': 'FLEET_OUT_OF_SYNC',
  user: 'USER',
  unset: undefined,
};

/** Whether the cluster follows the fleet's default. */
export function originOf(
  origin: ConfigSync['origin'],
): gkehub_v1.Schema$Origin | undefined {
  const type = ORIGINS[origin];
  return type ? { type } : undefined;
}
