import { ClusterDefinition, clusterKey } from '../../fleet/clusterSchema';
import { mergePatch } from '../../fleet/mergePatch';
import { movingAge, rfc3339 } from '../../fleet/times';
import { FleetHead, toJson } from '../wire';
import { compileConfigManagement } from './configManagement';
import { CompiledFeature } from './feature';
import { compileMembership } from './membership';
import { compilePolicyController } from './policyController';
import { compileServiceMesh } from './serviceMesh';

/** The features that say something of each cluster. */
export const CLUSTER_FEATURES = [
  'configmanagement',
  'servicemesh',
  'policycontroller',
] as const;

export type ClusterFeature = (typeof CLUSTER_FEATURES)[number];

/**
 * One cluster as the JSON that Google would send. It is written once, when the cluster changes:
 * an answer with thousands of clusters is then no more than a concatenation.
 */
export interface CompiledCluster {
  key: string;
  definition: ClusterDefinition;
  /** What a filter and an order may ask for. */
  fields: {
    name: string;
    uniqueId: string;
    externalId: string;
    createTime: string;
    updateTime: string;
  };
  /** The membership without its closing brace and without `lastConnectionTime`. */
  head: string;
  features: Record<ClusterFeature, { spec?: string; state?: string }>;
}

function compileFeature(
  feature: CompiledFeature | undefined,
  overrides: { spec?: unknown; state?: unknown } | undefined,
) {
  const part = (own: unknown, override: unknown) => {
    const message = override === undefined ? own : mergePatch(own, override);
    return message === undefined ? undefined : toJson(message);
  };
  return {
    spec: part(feature?.spec, overrides?.spec),
    state: part(feature?.state, overrides?.state),
  };
}

/** Translates one cluster to Google's JSON. */
export function compileCluster(
  fleet: FleetHead,
  definition: ClusterDefinition,
): CompiledCluster {
  const membership = compileMembership(fleet, definition);
  const wire = definition.wire;
  const json = toJson(
    wire?.membership ? mergePatch(membership, wire.membership) : membership,
  );
  return {
    key: clusterKey(definition),
    definition,
    fields: {
      name: membership.name ?? '',
      uniqueId: membership.uniqueId ?? '',
      externalId: membership.externalId ?? '',
      createTime: membership.createTime ?? '',
      updateTime: membership.updateTime ?? '',
    },
    head: json.slice(0, -1),
    features: {
      configmanagement: compileFeature(
        compileConfigManagement(fleet, definition),
        wire?.configmanagement,
      ),
      servicemesh: compileFeature(
        compileServiceMesh(fleet, definition),
        wire?.servicemesh,
      ),
      policycontroller: compileFeature(
        compilePolicyController(fleet, definition),
        wire?.policycontroller,
      ),
    },
  };
}

/**
 * The membership at this moment. An agent that still reports was heard of a fixed age before the
 * last heartbeat; one that fell silent stays where it was.
 */
export function membershipJson(
  cluster: CompiledCluster,
  now: number,
  heartbeat: number,
): string {
  const { lastSeen } = cluster.definition;
  if (
    lastSeen === undefined ||
    lastSeen === 'never' ||
    cluster.definition.wire?.membership?.lastConnectionTime !== undefined
  ) {
    return `${cluster.head}}`;
  }
  const age = movingAge(lastSeen);
  const time =
    age === undefined
      ? lastSeen
      : rfc3339(now - (now % Math.max(heartbeat, 1)) - age);
  return `${cluster.head},"lastConnectionTime":"${time}"}`;
}
