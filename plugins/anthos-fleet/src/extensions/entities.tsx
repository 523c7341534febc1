import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  hasComponentsPredicate,
  isClusterPredicate,
  mayRunPredicate,
  namesClustersPredicate,
} from '../model/conditions';

/** "Where it runs", on every entity that says which clusters it runs on. */
export const entityFleetCard = EntityCardBlueprint.make({
  name: 'where-it-runs',
  params: {
    type: 'content',
    filter: namesClustersPredicate,
    loader: () =>
      import('../components/entity/EntityFleetCard').then(m => (
        <m.EntityFleetCard />
      )),
  },
});

/** The state of a cluster, on the entity that stands for it. */
export const entityClusterCard = EntityCardBlueprint.make({
  name: 'cluster',
  params: {
    type: 'content',
    filter: isClusterPredicate,
    loader: () =>
      import('../components/entity/EntityClusterCard').then(m => (
        <m.EntityClusterCard />
      )),
  },
});

/** How its components are, on systems, domains and groups. */
export const entityComponentsCard = EntityCardBlueprint.make({
  name: 'components',
  params: {
    type: 'content',
    filter: hasComponentsPredicate,
    loader: () =>
      import('../components/entity/EntityComponentsCard').then(m => (
        <m.EntityComponentsCard />
      )),
  },
});

/** The tab of components, of what components belong to, and of whatever else names clusters. */
export const entityFleetContent = EntityContentBlueprint.make({
  name: 'clusters',
  params: {
    path: '/clusters',
    title: 'Clusters',
    group: 'deployment',
    filter: mayRunPredicate,
    loader: () =>
      import('../components/entity/EntityFleetContent').then(m => (
        <m.EntityFleetContent />
      )),
  },
});
