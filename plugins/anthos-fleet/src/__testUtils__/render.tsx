import type {
  ApiRef,
  ExternalRouteRef,
  RouteRef,
} from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { ReactElement } from 'react';
import { demoEntities, FakeFleet } from '../__fixtures__';
import { anthosFleetApiRef, type AnthosFleetApi } from '../api';
import { catalogEntityRouteRef, rootRouteRef } from '../routes';

type TestApiPairs = (readonly [ApiRef<unknown>, object])[];

/** Renders a part of the plugin over a fleet in memory, of which a test replaces what it wants. */
export function renderFleet(
  element: ReactElement,
  options: {
    fleet?: FakeFleet;
    api?: Partial<AnthosFleetApi>;
    /** Other APIs of the app. */
    apis?: TestApiPairs;
    entity?: Entity;
    at?: string;
    /** More routes by their path. */
    routes?: Record<string, RouteRef | ExternalRouteRef>;
    mountPath?: string;
  } = {},
) {
  const fleet = options.fleet ?? new FakeFleet();
  const api: AnthosFleetApi = {
    getOverview: () => fleet.getOverview(),
    getClusters: query => fleet.getClusters(query),
    getCluster: ref => fleet.getCluster(ref),
    getEntities: query => fleet.getEntities(query),
    getEntityStatus: entity => fleet.getEntityStatus(entity),
    getNamespace: name => fleet.getNamespace(name),
    getPackageSyncs: query => fleet.getPackageSyncs(query),
    getPackageSync: id => fleet.getPackageSync(id),
    getRollouts: query => fleet.getRollouts(query),
    getPolicyConstraints: query => fleet.getPolicyConstraints(query),
    getMeshes: query => fleet.getMeshes(query),
    getSyncErrors: query => fleet.getSyncErrors(query),
    getSyncError: fingerprint => fleet.getSyncError(fingerprint),
    getTransitions: query => fleet.getTransitions(query),
    createMute: request => fleet.createMute(request),
    deleteMute: id => fleet.deleteMute(id),
    refreshCluster: ref => fleet.refreshCluster(ref),
    ...options.api,
  };
  return renderInTestApp(
    options.entity ? (
      <EntityProvider entity={options.entity}>{element}</EntityProvider>
    ) : (
      element
    ),
    {
      apis: [[anthosFleetApiRef, api], ...(options.apis ?? [])],
      mountedRoutes: {
        '/fleet': rootRouteRef,
        '/catalog/:namespace/:kind/:name': catalogEntityRouteRef,
        ...options.routes,
      },
      initialRouteEntries: [options.at ?? '/'],
      mountPath: options.mountPath,
    },
  );
}

/** A demo entity by name. */
export function demoEntity(name: string): Entity {
  const entity = demoEntities.find(item => item.metadata.name === name);
  if (!entity) {
    throw new Error(`No demo entity ${name}`);
  }
  return entity;
}
