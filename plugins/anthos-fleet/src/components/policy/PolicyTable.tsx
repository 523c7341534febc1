import type { FleetConstraint } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { isNarrowed } from '../../model/listSearch';
import { POLICY_LIST, type PolicySearch } from '../../model/policySearch';
import {
  ListTable,
  type ListColumn,
  type ListTableProps,
} from '../lists/ListTable';
import { StateMessage } from '../states';
import {
  ClustersCell,
  ConstraintCell,
  EnforcementCell,
  ExamplesCell,
  ViolationsCell,
} from './PolicyCells';

/** Constraints as a table, which is a short one on a narrow screen. */
export function PolicyTable(
  props: ListTableProps<FleetConstraint, PolicySearch>,
) {
  const { search } = props;
  const { t } = usePageWords();
  const columns: ListColumn<FleetConstraint>[] = [
    {
      id: 'constraint',
      label: t('policies.column.constraint'),
      sort: 'name',
      width: '24%',
      narrowWidth: '56%',
      cell: (constraint, narrow) => (
        <>
          <ConstraintCell constraint={constraint} />
          {narrow && <EnforcementCell constraint={constraint} />}
        </>
      ),
    },
    {
      id: 'violations',
      label: t('policies.column.violations'),
      sort: 'violations',
      width: '14%',
      cell: (constraint, narrow) => (
        <>
          <ViolationsCell constraint={constraint} />
          {narrow && <ClustersCell constraint={constraint} />}
          {narrow && <ExamplesCell constraint={constraint} max={1} />}
        </>
      ),
    },
    {
      id: 'enforcement',
      label: t('policies.column.enforcement'),
      sort: 'enforcement',
      width: '20%',
      cell: constraint => <EnforcementCell constraint={constraint} remedy />,
    },
    {
      id: 'clusters',
      label: t('policies.column.clusters'),
      sort: 'clusters',
      width: '13%',
      cell: constraint => <ClustersCell constraint={constraint} />,
    },
    {
      id: 'examples',
      label: t('policies.column.examples'),
      cell: constraint => <ExamplesCell constraint={constraint} />,
    },
  ];
  return (
    <ListTable
      {...props}
      name="policy"
      label={t('policies.title')}
      columns={columns}
      narrow={['constraint', 'violations']}
      rowHeader="constraint"
      keyOf={constraint => constraint.id}
      nameOf={({ kind, name }) => `${kind} ${name}`}
      empty={<NoConstraints isNarrowed={isNarrowed(POLICY_LIST, search)} />}
    />
  );
}

function NoConstraints(props: { isNarrowed: boolean }) {
  const { t } = usePageWords();
  return props.isNarrowed ? (
    <StateMessage tone="unknown" title={t('policies.noMatch.title')}>
      {t('list.none.text')}
    </StateMessage>
  ) : (
    <StateMessage tone="unknown" title={t('policies.empty.title')}>
      {t('policies.empty.text')}
    </StateMessage>
  );
}
