import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type {
  PlaceCount,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { UNKNOWN, type ClusterFilter } from '../../model/clusterSearch';
import type { Tone } from '../../model/tone';
import { MaybeLink, Quiet, ToneIcon } from '../ui';
import { Bar } from './Bar';
import tables from './tables.module.css';

const SHOWN = 12;
const BROKEN: SyncState[] = ['error', 'stalled'];

/** Sites and regions with their clusters: a table whose rows are drawn as bars too. */
export function Places(props: {
  places: readonly PlaceCount[];
  totalPlaces: number;
}) {
  const { places, totalPlaces } = props;
  const { t } = usePageWords();
  const shown = places.slice(0, SHOWN);
  const largest = Math.max(...places.map(place => place.total));
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.places.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <table className={tables.table} aria-label={t('overview.places.title')}>
          <thead>
            <tr>
              <th scope="col">{t('clusters.column.place')}</th>
              <th scope="col" className={tables.wide}>
                {t('clusters.title')}
              </th>
              <th scope="col">{t('overview.places.synced')}</th>
              <th scope="col">{t('overview.places.broken')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(place => (
              <PlaceRow
                key={`${place.hosting} ${place.site} ${place.region}`}
                place={place}
                largest={largest}
              />
            ))}
          </tbody>
        </table>
        {totalPlaces > shown.length && (
          <p className={tables.more}>
            {t('overview.places.more', { count: totalPlaces - shown.length })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function PlaceRow(props: { place: PlaceCount; largest: number }) {
  const { place, largest } = props;
  const { hosting, site, region, total, syncStates } = place;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const filter = filterOf(place);
  return (
    <tr>
      <th scope="row">
        {site ?? region ?? t('clusters.noPlace')}{' '}
        <Quiet>{t(`hosting.${hosting}`)}</Quiet>
      </th>
      <td className={tables.wide}>
        <div className={tables.measure}>
          <MaybeLink href={links.clusters(filter)} variant="body-medium">
            {total}
          </MaybeLink>
          <Bar states={syncStates} share={total / largest} />
        </div>
      </td>
      {(['synced', 'broken'] as const).map(kind => {
        const states: SyncState[] = kind === 'synced' ? ['synced'] : BROKEN;
        const count = syncStates
          .filter(({ state }) => states.includes(state))
          .reduce((sum, state) => sum + state.total, 0);
        const tone: Tone = kind === 'synced' ? 'good' : 'broken';
        return (
          <td key={kind}>
            {count > 0 ? (
              <span className={tables.count}>
                <ToneIcon tone={tone} size={14} />
                <MaybeLink
                  href={links.clusters({ ...filter, syncState: states })}
                  variant="body-medium"
                >
                  {count}
                </MaybeLink>
              </span>
            ) : (
              <Quiet>0</Quiet>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function filterOf({ hosting, site, region }: PlaceCount): ClusterFilter {
  if (site) {
    return { hosting: [hosting], site: [site] };
  }
  return region
    ? { hosting: [hosting], region: [region] }
    : { hosting: [hosting], site: [UNKNOWN], region: [UNKNOWN] };
}
