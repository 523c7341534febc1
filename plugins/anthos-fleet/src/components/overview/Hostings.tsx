import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { Overview } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { HOSTINGS } from '../../model/place';
import { StateTable, type StateRow } from './StateTable';

/** Where clusters run: a bar a hosting, as long as its share, cut by the state of sync. */
export function Hostings(props: { overview: Overview }) {
  const { t } = usePageWords();
  const links = useFleetLinks();
  const rows = HOSTINGS.flatMap((hosting): StateRow[] => {
    const count = props.overview.hostings.find(
      item => item.hosting === hosting,
    );
    return count?.total
      ? [
          {
            key: hosting,
            name: t(`hosting.${hosting}`),
            say: t('overview.hostings.total', { count: count.total }),
            total: count.total,
            states: count.syncStates,
            href: state =>
              links.clusters({
                hosting: [hosting],
                ...(state && { syncState: [state] }),
              }),
          },
        ]
      : [];
  });
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.hostings.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <StateTable
          label={t('overview.hostings.title')}
          heads={[t('list.filter.hosting'), t('clusters.title')]}
          rows={rows}
        />
      </CardBody>
    </Card>
  );
}
