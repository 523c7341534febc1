import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type {
  HostingCount,
  Overview,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { HOSTINGS } from '../../model/place';
import { legendWord } from '../../model/legend';
import { inOrder } from '../../model/syncOrder';
import { toneOfSync } from '../../model/tone';
import { MaybeLink, ToneIcon } from '../ui';
import { Bar } from './Bar';
import styles from './overview.module.css';

/** Where clusters run: a bar a hosting, as long as its share, cut by the state of sync. */
export function Hostings(props: { overview: Overview }) {
  const { t } = usePageWords();
  const counts = HOSTINGS.flatMap(hosting => {
    const count = props.overview.hostings.find(
      item => item.hosting === hosting,
    );
    return count?.total ? [count] : [];
  });
  const largest = Math.max(...counts.map(count => count.total));
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.hostings.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <ul className={styles.list}>
          {counts.map(count => (
            <HostingRow key={count.hosting} count={count} largest={largest} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function HostingRow(props: { count: HostingCount; largest: number }) {
  const { hosting, total, syncStates } = props.count;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const states = inOrder(syncStates);
  return (
    <li className={styles.hosting}>
      <div className={styles.hostingName}>
        <Text as="span" variant="body-medium" weight="bold">
          {t(`hosting.${hosting}`)}
        </Text>
        <MaybeLink
          href={links.clusters({ hosting: [hosting] })}
          variant="body-small"
        >
          {t('overview.hostings.total', { count: total })}
        </MaybeLink>
      </div>
      <div>
        {/* The legend below says the same in words. */}
        <Bar states={syncStates} share={total / props.largest} />
        <ul className={styles.legend}>
          {states.map(item => (
            <li key={item.state}>
              <MaybeLink
                href={links.clusters({
                  hosting: [hosting],
                  syncState: [item.state],
                })}
                standalone
                variant="body-small"
              >
                <span className={styles.legendPart}>
                  <ToneIcon tone={toneOfSync(item.state)} size={14} />
                  {legendWord(t, item)}
                </span>
              </MaybeLink>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
