import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type {
  FleetSweep,
  Freshness,
  GatewaySweep,
  SourceFreshness,
  UnansweredLocation,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { toneOfOutcome } from '../../model/tone';
import type { PageTranslation } from '../../pageTranslation';
import { Ago, MaybeLink, Mono, Quiet, StateLabel } from '../ui';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import styles from './overview.module.css';

function frequencyWord(t: PageTranslation, seconds: number): string {
  return seconds >= 60
    ? t('overview.fleets.everyMinutes', { count: Math.round(seconds / 60) })
    : t('overview.fleets.everySeconds', { count: Math.round(seconds) });
}

/** When each fleet was last read, and what did not answer. */
export function Fleets(props: { fleets: FleetSweep[] }) {
  const { t } = usePageWords();
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.fleets.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <ul className={styles.list}>
          {props.fleets.map(sweep => (
            <FleetRow key={sweep.fleet} sweep={sweep} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function FleetRow(props: { sweep: FleetSweep }) {
  const { sweep } = props;
  const { fleet, startedAt, finishedAt, frequencySeconds } = sweep;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const failed = sweep.sources.filter(
    source => source.enabled !== false && source.freshness.outcome !== 'ok',
  );
  const unanswered = sweep.unanswered ?? [];
  const idle = sweep.sources.filter(source => source.enabled === false);
  return (
    <li className={styles.row}>
      <div className={styles.rowHead}>
        <MaybeLink
          href={links.clusters({ fleet: [fleet] })}
          variant="body-medium"
          weight="bold"
        >
          {fleet}
        </MaybeLink>
        <span className={styles.rowMeta}>
          {finishedAt && (
            <Quiet>
              {t('overview.fleets.read', { ago: <Ago time={finishedAt} /> })}
            </Quiet>
          )}
          {!finishedAt && startedAt && (
            <Quiet>{t('overview.fleets.running')}</Quiet>
          )}
          {frequencySeconds !== undefined && (
            <Quiet>{frequencyWord(t, frequencySeconds)}</Quiet>
          )}
        </span>
      </div>
      <ul className={styles.sources}>
        {!startedAt && (
          <li>
            <StateLabel tone="unknown" wrap>
              {t('overview.fleets.never')}
            </StateLabel>
          </li>
        )}
        {startedAt && failed.length === 0 && unanswered.length === 0 && (
          <li>
            <StateLabel tone="good">
              {t('overview.fleets.allAnswered')}
            </StateLabel>
          </li>
        )}
        {failed.map(source => (
          <FailedSource key={source.source} source={source} />
        ))}
        {unanswered.map(part => (
          <Unanswered
            key={`${part.source} ${part.location}`}
            fleet={fleet}
            part={part}
          />
        ))}
        {sweep.gateway && <Gateway gateway={sweep.gateway} />}
        {idle.map(source => (
          <li key={source.source}>
            <StateLabel tone="unknown">
              {t(`source.${source.source}`)}: {t('overview.fleets.notInUse')}
            </StateLabel>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Whether the clusters themselves are read, and how many of them answer. */
function Gateway(props: { gateway: GatewaySweep }) {
  const { enabled, answering, totalClusters } = props.gateway;
  const { t } = usePageWords();
  if (!enabled) {
    return (
      <li>
        <StateLabel tone="unknown" wrap>
          {t('overview.fleets.gatewayOff')}
        </StateLabel>
      </li>
    );
  }
  return totalClusters > 0 ? (
    <li>
      <StateLabel
        tone={answering === totalClusters ? 'good' : 'attention'}
        wrap
      >
        {t('overview.fleets.gateway', {
          answering: String(answering),
          total: String(totalClusters),
        })}
      </StateLabel>
    </li>
  ) : null;
}

/** A location that did not answer, since when, and which clusters that concerns. */
function Unanswered(props: { fleet: string; part: UnansweredLocation }) {
  const { location, source, freshness } = props.part;
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <li className={styles.row}>
      <StateLabel tone="attention" wrap>
        {t('overview.fleets.unanswered', {
          source: t(`source.${source}`),
          location: (
            <MaybeLink
              href={links.clusters({
                fleet: [props.fleet],
                location: [location],
              })}
            >
              <Mono>{location}</Mono>
            </MaybeLink>
          ),
        })}
      </StateLabel>
      <LastAnswer freshness={freshness} />
      <Text variant="body-small">
        {freshness.remedy
          ? t('state.stale.remedy', { remedy: freshness.remedy })
          : t('overview.fleets.askedAgain')}
      </Text>
    </li>
  );
}

function LastAnswer(props: { freshness: Freshness }) {
  const { observedAt } = props.freshness;
  const { t } = usePageWords();
  return (
    <Text variant="body-small">
      {observedAt
        ? t('overview.fleets.lastAnswer', { ago: <Ago time={observedAt} /> })
        : t('overview.fleets.noAnswer')}
    </Text>
  );
}

function FailedSource(props: { source: SourceFreshness }) {
  const { source, freshness } = props.source;
  const { t } = usePageWords();
  return (
    <li className={styles.row}>
      <StateLabel tone={toneOfOutcome(freshness.outcome)} wrap>
        {t(`source.${source}`)}: {t(`outcome.${freshness.outcome}`)},{' '}
        <Ago time={freshness.attemptedAt} />
      </StateLabel>
      <LastAnswer freshness={freshness} />
      {freshness.message && (
        <Text variant="body-small">
          {t('state.stale.reason', { message: freshness.message })}
        </Text>
      )}
      {freshness.remedy && (
        <Text variant="body-small">
          {t('state.stale.remedy', { remedy: freshness.remedy })}
        </Text>
      )}
    </li>
  );
}
