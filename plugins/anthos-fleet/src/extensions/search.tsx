import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
  type SearchResultItemExtensionComponent,
} from '@backstage/plugin-search-react/alpha';
import { RiErrorWarningLine, RiServerLine } from '@remixicon/react';
import {
  SEARCH_TYPE_CLUSTER,
  SEARCH_TYPE_ERROR,
} from 'backstage-plugin-anthos-fleet-common';

/** How a cluster looks in the results of search. */
export const clusterSearchResultListItem = SearchResultListItemBlueprint.make({
  name: 'cluster',
  params: {
    icon: <RiServerLine />,
    predicate: result => result.type === SEARCH_TYPE_CLUSTER,
    component: () =>
      import('../components/search/ClusterResultItem').then(
        m => m.ClusterResultItem as SearchResultItemExtensionComponent,
      ),
  },
});

/** How an open error looks in the results of search. */
export const errorSearchResultListItem = SearchResultListItemBlueprint.make({
  name: 'error',
  params: {
    icon: <RiErrorWarningLine />,
    predicate: result => result.type === SEARCH_TYPE_ERROR,
    component: () =>
      import('../components/search/ErrorResultItem').then(
        m => m.ErrorResultItem as SearchResultItemExtensionComponent,
      ),
  },
});

/** Clusters among the types that the search page narrows to. */
export const clusterSearchResultType = SearchFilterResultTypeBlueprint.make({
  name: 'cluster',
  params: {
    value: SEARCH_TYPE_CLUSTER,
    name: 'Clusters',
    icon: <RiServerLine />,
  },
});

/** Open errors among the types that the search page narrows to. */
export const errorSearchResultType = SearchFilterResultTypeBlueprint.make({
  name: 'error',
  params: {
    value: SEARCH_TYPE_ERROR,
    name: 'Sync errors',
    icon: <RiErrorWarningLine />,
  },
});
