import type { Hosting } from 'backstage-plugin-anthos-fleet-common';
import type { Ingress, SidecarResources } from '../../config';

/** Somebody in the mesh. */
export interface MeshIdentity {
  namespace: string;
  serviceAccount: string;
}

/** Another service, as the catalog knows it. */
export interface ServiceNeighbour {
  /** Entity ref. */
  entity: string;
  /** Namespaces that it runs in. */
  namespaces: readonly string[];
}

/** A service that calls this one. */
export interface ServiceCaller extends ServiceNeighbour {
  serviceAccount: string;
}

/** A host outside of the mesh. */
export interface ExternalHost {
  host: string;
  port: number;
}

/** What differs between the hostings of a service. */
export interface HostingPlan {
  hosting: Hosting;
  ingress: Ingress;
  /** Annotations of the service account. */
  identity?: Record<string, string>;
  /** Where the image comes from here. */
  image?: { name: string; tag?: string; digest?: string };
}

/** All that the manifests of a service are made of; every word is checked before. */
export interface ServicePlan {
  name: string;
  namespace: string;
  /** Entity ref of a group. */
  owner: string;
  /** Entity ref. */
  system?: string;
  description?: string;
  lifecycle: string;
  /** Refs of clusters. */
  clusters: readonly string[];
  hostings: readonly HostingPlan[];
  trustDomains: readonly string[];
  image: { name: string; tag?: string; digest?: string; sample: boolean };
  port: number;
  callers: readonly ServiceCaller[];
  callees: readonly ServiceNeighbour[];
  externalHosts: readonly ExternalHost[];
  public?: { host: string; path: string };
  replicas: number;
  resources: { cpu: string; memory: string; memoryLimit: string };
  sidecar: SidecarResources;
  monitoring: readonly string[];
}
