import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { OldestData as Oldest } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { Ago, MaybeLink, Quiet } from '../ui';
import tables from './tables.module.css';

/** The oldest of what each source says, and of which fleet, location or cluster it is. */
export function OldestData(props: { oldest: readonly Oldest[] }) {
  const { t } = usePageWords();
  // What never answered is older than everything.
  const oldestFirst = [...props.oldest].sort((a, b) =>
    (a.observedAt ?? '').localeCompare(b.observedAt ?? ''),
  );
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.oldest.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <table className={tables.table} aria-label={t('overview.oldest.title')}>
          <thead>
            <tr>
              <th scope="col">{t('overview.oldest.source')}</th>
              <th scope="col">{t('overview.oldest.of')}</th>
              <th scope="col">{t('overview.oldest.age')}</th>
            </tr>
          </thead>
          <tbody>
            {oldestFirst.map(item => (
              <Row
                key={[
                  item.source,
                  item.fleet,
                  item.location,
                  item.cluster,
                ].join(' ')}
                item={item}
              />
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}

function Row(props: { item: Oldest }) {
  const { source, fleet, location, cluster, observedAt } = props.item;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const href =
    cluster && location
      ? links.cluster({ fleet, location, name: cluster })
      : links.clusters({
          fleet: [fleet],
          ...(location && { location: [location] }),
        });
  return (
    <tr>
      <th scope="row">{t(`source.${source}`)}</th>
      <td>
        <MaybeLink href={href} variant="body-medium">
          {cluster ?? (location ? `${fleet}, ${location}` : fleet)}
        </MaybeLink>
      </td>
      <td>
        {observedAt ? (
          <Ago time={observedAt} />
        ) : (
          <Quiet>{t('overview.oldest.never')}</Quiet>
        )}
      </td>
    </tr>
  );
}
