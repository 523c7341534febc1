/**
 * The plugin for apps on the old front-end system. The components are those of the new one; each
 * is wrapped so that it finds what it needs in either app.
 *
 * @packageDocumentation
 */
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import type { Entity } from '@backstage/catalog-model';
import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  createScaffolderFieldExtension,
  type FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import type { ComponentType } from 'react';
import { AnthosFleetClient, anthosFleetApiRef } from './api';
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
  type PackageSyncQuery,
  type PolicyConstraintQuery,
  type RolloutQuery,
  type SyncErrorQuery,
  type TransitionQuery,
} from './api';
export { anthosFleetTranslationRef } from './translation';
export { anthosFleetPagesTranslationRef } from './pageTranslation';
export { anthosFleetFormsTranslationRef } from './formTranslation';

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

function inEitherApp(Component: ComponentType): () => JSX.Element {
  return () => compatWrapper(<Component />);
}

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

function fieldInEitherApp<T, O>(
  field: Omit<FieldExtensionOptions<T, O>, 'schema'> & {
    schema: { schema: FieldExtensionOptions['schema'] };
  },
): FieldExtensionOptions<T, O> {
  const { component: Field, schema, ...rest } = field;
  return {
    ...rest,
    schema: schema.schema,
    component: props => compatWrapper(<Field {...props} />),
  };
}

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
