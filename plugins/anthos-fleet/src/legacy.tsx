/**
 * The plugin for apps on the old front-end system. The components are those of the new one; each
 * is wrapped so that it finds what it needs in either app.
 *
 * @packageDocumentation
 */
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import type { Entity } from '@backstage/catalog-model';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { createCardExtension } from '@backstage/plugin-home-react';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import {
  SEARCH_TYPE_CLUSTER,
  SEARCH_TYPE_ERROR,
} from 'backstage-plugin-anthos-fleet-common';
import { AnthosFleetClient, anthosFleetApiRef } from './api';
import { fieldInEitherApp, inEitherApp, itemInEitherApp } from './inEitherApp';
import { partsOf } from './components/home/partsOf';
import { OPEN_ERRORS, OWN_SERVICES } from './homeWidgets';
import {
  hasComponentsPredicate,
  isClusterPredicate,
  namesClustersPredicate,
} from './model/conditions';
import {
  catalogEntityRouteRef,
  clusterRouteRef,
  clustersRouteRef,
  errorRouteRef,
  errorsRouteRef,
  meshRouteRef,
  policyRouteRef,
  rolloutsRouteRef,
  rootRouteRef,
  syncRouteRef,
  syncsRouteRef,
  templatesRouteRef,
} from './routes';
import {
  callerPicker,
  clusterPicker,
  groupPicker,
  namespaceName,
} from './scaffolder/fieldOptions';

export {
  anthosFleetApiRef,
  type AnthosFleetApi,
  type AnthosFleetRequestOptions,
  type ClusterQuery,
  type MeshQuery,
  type EntityQuery,
  type PackageSyncQuery,
  type PolicyConstraintQuery,
  type RolloutQuery,
  type SyncErrorQuery,
  type TransitionQuery,
} from './api';
export type { FleetSearchResultListItemProps } from './components/search/ResultItem';
export { anthosFleetTranslationRef } from './translation';
export { anthosFleetPagesTranslationRef } from './pageTranslation';
export { anthosFleetFormsTranslationRef } from './formTranslation';
export { anthosFleetPortalTranslationRef } from './portalTranslation';

const root = convertLegacyRouteRef(rootRouteRef);

/**
 * The plugin, to be listed by the old front-end system.
 *
 * @public
 */
export const anthosFleetPlugin = createPlugin({
  id: 'anthos-fleet',
  apis: [
    createApiFactory({
      api: anthosFleetApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AnthosFleetClient(deps),
    }),
  ],
  routes: {
    root,
    clusters: convertLegacyRouteRef(clustersRouteRef),
    cluster: convertLegacyRouteRef(clusterRouteRef),
    syncs: convertLegacyRouteRef(syncsRouteRef),
    sync: convertLegacyRouteRef(syncRouteRef),
    errors: convertLegacyRouteRef(errorsRouteRef),
    error: convertLegacyRouteRef(errorRouteRef),
    rollouts: convertLegacyRouteRef(rolloutsRouteRef),
    policy: convertLegacyRouteRef(policyRouteRef),
    mesh: convertLegacyRouteRef(meshRouteRef),
  },
  externalRoutes: {
    catalogEntity: convertLegacyRouteRef(catalogEntityRouteRef),
    templates: convertLegacyRouteRef(templatesRouteRef),
  },
});

/**
 * The fleet page, for a route: `<Route path="/fleet" element={<FleetPage />} />`.
 *
 * @public
 */
export const FleetPage = anthosFleetPlugin.provide(
  createRoutableExtension({
    name: 'FleetPage',
    mountPoint: root,
    component: () =>
      import('./components/FleetPage').then(m => inEitherApp(m.FleetPage)),
  }),
);

/**
 * Where an entity runs, as a card of its overview. Shown when {@link isFleetAvailable}.
 *
 * @public
 */
export const EntityFleetCard = anthosFleetPlugin.provide(
  createComponentExtension({
    name: 'EntityFleetCard',
    component: {
      lazy: () =>
        import('./components/entity/EntityFleetCard').then(m =>
          inEitherApp(m.EntityFleetCard),
        ),
    },
  }),
);

/**
 * All clusters of an entity and why these, as a tab of its page.
 *
 * @public
 */
export const EntityFleetContent = anthosFleetPlugin.provide(
  createComponentExtension({
    name: 'EntityFleetContent',
    component: {
      lazy: () =>
        import('./components/entity/EntityFleetContent').then(m =>
          inEitherApp(m.EntityFleetContent),
        ),
    },
  }),
);

/**
 * The state of a cluster, as a card of the resource that stands for it. Shown when
 * {@link isFleetCluster}.
 *
 * @public
 */
export const EntityClusterCard = anthosFleetPlugin.provide(
  createComponentExtension({
    name: 'EntityClusterCard',
    component: {
      lazy: () =>
        import('./components/entity/EntityClusterCard').then(m =>
          inEitherApp(m.EntityClusterCard),
        ),
    },
  }),
);

/**
 * How the components of a system or a domain are, or those that a group owns, as a card. Shown when
 * {@link hasFleetComponents}.
 *
 * @public
 */
export const EntityComponentsCard = anthosFleetPlugin.provide(
  createComponentExtension({
    name: 'EntityComponentsCard',
    component: {
      lazy: () =>
        import('./components/entity/EntityComponentsCard').then(m =>
          inEitherApp(m.EntityComponentsCard),
        ),
    },
  }),
);

/**
 * The services of the person who looks that are not in sync, as a widget of the home page.
 *
 * @public
 */
export const HomePageOwnServices = anthosFleetPlugin.provide(
  createCardExtension({
    ...OWN_SERVICES,
    components: () =>
      import('./components/home/OwnServicesWidget').then(m =>
        partsOf(inEitherApp(m.OwnServicesWidget)),
      ),
  }),
);

/**
 * The open errors of the fleet, as a widget of the home page.
 *
 * @public
 */
export const HomePageOpenErrors = anthosFleetPlugin.provide(
  createCardExtension({
    ...OPEN_ERRORS,
    components: () =>
      import('./components/home/OpenErrorsWidget').then(m =>
        partsOf(inEitherApp(m.OpenErrorsWidget)),
      ),
  }),
);

/**
 * A cluster in the results of search.
 *
 * @public
 */
export const FleetClusterSearchResultListItem = anthosFleetPlugin.provide(
  createSearchResultListItemExtension({
    name: 'FleetClusterSearchResultListItem',
    predicate: result => result.type === SEARCH_TYPE_CLUSTER,
    component: () =>
      import('./components/search/ClusterResultItem').then(m =>
        itemInEitherApp(m.ClusterResultItem),
      ),
  }),
);

/**
 * An open error in the results of search.
 *
 * @public
 */
export const FleetErrorSearchResultListItem = anthosFleetPlugin.provide(
  createSearchResultListItemExtension({
    name: 'FleetErrorSearchResultListItem',
    predicate: result => result.type === SEARCH_TYPE_ERROR,
    component: () =>
      import('./components/search/ErrorResultItem').then(m =>
        itemInEitherApp(m.ErrorResultItem),
      ),
  }),
);

const namesClusters = filterPredicateToFilterFunction(namesClustersPredicate);
const hasComponents = filterPredicateToFilterFunction(hasComponentsPredicate);
const standsForCluster = filterPredicateToFilterFunction(isClusterPredicate);

/**
 * Whether an entity says which clusters it runs on, by an annotation or a relation.
 *
 * @public
 */
export const isFleetAvailable = (entity: Entity): boolean =>
  namesClusters(entity);

/**
 * Whether components belong to an entity: to a system or a domain, or to a group that owns them.
 *
 * @public
 */
export const hasFleetComponents = (entity: Entity): boolean =>
  hasComponents(entity);

/**
 * Whether an entity stands for a cluster of the fleet.
 *
 * @public
 */
export const isFleetCluster = (entity: Entity): boolean =>
  standsForCluster(entity);

/**
 * A field of software templates to choose clusters: `ui:field: AnthosFleetClusterPicker`. To be
 * placed inside `ScaffolderFieldExtensions`, as the others.
 *
 * @public
 */
export const AnthosFleetClusterPickerFieldExtension = anthosFleetPlugin.provide(
  createScaffolderFieldExtension(fieldInEitherApp(clusterPicker)),
);

/**
 * A field of software templates for the name of a namespace: `ui:field: AnthosFleetNamespaceName`.
 *
 * @public
 */
export const AnthosFleetNamespaceNameFieldExtension = anthosFleetPlugin.provide(
  createScaffolderFieldExtension(fieldInEitherApp(namespaceName)),
);

/**
 * A field of software templates to choose services with an identity in the mesh:
 * `ui:field: AnthosFleetCallerPicker`.
 *
 * @public
 */
export const AnthosFleetCallerPickerFieldExtension = anthosFleetPlugin.provide(
  createScaffolderFieldExtension(fieldInEitherApp(callerPicker)),
);

/**
 * A field of software templates to choose the group that owns what is made:
 * `ui:field: AnthosFleetGroupPicker`.
 *
 * @public
 */
export const AnthosFleetGroupPickerFieldExtension = anthosFleetPlugin.provide(
  createScaffolderFieldExtension(fieldInEitherApp(groupPicker)),
);
