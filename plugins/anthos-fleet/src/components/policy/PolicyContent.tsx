import { anthosFleetClusterReadPermission } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { policyColumns } from '../../model/csvColumns';
import { POLICY_LIST } from '../../model/policySearch';
import { policySentences } from '../../model/policySentences';
import { usePolicyConstraints } from '../../queries';
import { ListPage } from '../lists/ListPage';
import { ClusterNotes } from './ClusterNotes';
import { PolicyTable } from './PolicyTable';

/** The rules of Policy Controller over the whole fleet, and what breaks them. */
export function PolicyContent() {
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <ListPage
      shape={POLICY_LIST}
      useData={usePolicyConstraints}
      keyOf={constraint => constraint.id}
      permission={anthosFleetClusterReadPermission.name}
      title={t('policies.title')}
      searchLabel={t('policies.search')}
      total={count => t('policies.total', { count })}
      sentences={data => policySentences(t, data)}
      note={data => <ClusterNotes list={data} />}
      hrefOf={links.policies}
      addable={['cluster', 'fleet']}
      flags={['violated']}
      exported={{
        fileName: 'policy',
        columns: policyColumns(t),
        readPage: (api, query) => api.getPolicyConstraints(query),
      }}
      table={table => <PolicyTable {...table} />}
    />
  );
}
