import { Button } from '@backstage/ui';
import type {
  EntityStatus,
  QuotaResource,
} from 'backstage-plugin-anthos-fleet-common';
import { useState } from 'react';
import { usePageWords } from '../../hooks/usePageWords';
import {
  knowsQuotas,
  placedQuotas,
  quotaSentence,
  type PlacedQuota,
} from '../../model/quotas';
import { fade, toneOfQuota } from '../../model/tone';
import { isOld } from '../../model/verdict';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { KnownState, Mono, Quiet, StateLabel } from '../ui';
import { OnClusters } from './OnClusters';
import { UnreadParts } from './UnreadParts';
import styles from './quotas.module.css';

// As much as one reads at once; what stands in the way is shown in any case.
const SHOWN_AT_FIRST = 3;
const RESOURCES_AT_FIRST = 4;

/** How much of the quotas of an entity's namespaces is used; absent where none was read. */
export function EntityQuotas(props: { status: EntityStatus }) {
  const { status } = props;
  const { t } = usePageWords();
  const [showsAll, setShowsAll] = useState(false);
  const known = knowsQuotas(status);
  if (!known && !status.unreadParts?.some(({ part }) => part === 'quotas')) {
    return null;
  }
  const quotas = placedQuotas(status);
  const urgent = quotas.filter(({ value }) => value.level !== 'ok').length;
  const shown = showsAll
    ? quotas
    : quotas.slice(0, Math.max(urgent, SHOWN_AT_FIRST));
  const more = quotas.length - shown.length;
  return (
    <Section title={t('quotas.title')}>
      {known && <p className={sections.lead}>{quotaSentence(t, quotas)}</p>}
      <UnreadParts status={status} parts={['quotas']} />
      <ul className={sections.list}>
        {shown.map(quota => (
          <QuotaItem key={keyOf(quota)} quota={quota} />
        ))}
      </ul>
      {more > 0 && (
        <p className={sections.more}>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setShowsAll(true)}
          >
            {t('quotas.more', { count: more })}
          </Button>
        </p>
      )}
    </Section>
  );
}

function keyOf({ namespace, value, clusters }: PlacedQuota): string {
  return `${namespace} ${value.name} ${clusters[0].ref}`;
}

function QuotaItem(props: { quota: PlacedQuota }) {
  const { namespace, value, clusters } = props.quota;
  const { level, name, scopes, resources } = value;
  const { t } = usePageWords();
  const [showsAll, setShowsAll] = useState(false);
  const urgent = resources.filter(resource => resource.level !== 'ok').length;
  const shown = showsAll
    ? resources
    : resources.slice(0, Math.max(urgent, RESOURCES_AT_FIRST));
  const more = resources.length - shown.length;
  const lastKnown = clusters.some(cluster => isOld(cluster, 'gateway'));
  return (
    <li className={sections.item}>
      <OnClusters placed={props.quota}>
        <KnownState
          tone={toneOfQuota(level)}
          word={t(`quotas.level.${level}`)}
          lastKnown={lastKnown}
        />
        <span>
          {t('quotas.of', {
            quota: <Mono>{name}</Mono>,
            namespace: <Mono>{namespace}</Mono>,
          })}
        </span>
        {scopes.length > 0 && (
          <Quiet>{t('quotas.scopes', { scopes: scopes.join(', ') })}</Quiet>
        )}
      </OnClusters>
      {level === 'full' && <Quiet>{t('quotas.remedy')}</Quiet>}
      <ul className={styles.resources}>
        {shown.map(resource => (
          <Resource
            key={resource.resource}
            resource={resource}
            lastKnown={lastKnown}
          />
        ))}
      </ul>
      {more > 0 && (
        <span>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setShowsAll(true)}
          >
            {t('quotas.resources', { count: more })}
          </Button>
        </span>
      )}
    </li>
  );
}

function Resource(props: { resource: QuotaResource; lastKnown: boolean }) {
  const { resource, hard, used, share, level } = props.resource;
  const { t, locale } = usePageWords();
  const tone = props.lastKnown ? fade(toneOfQuota(level)) : toneOfQuota(level);
  const percent =
    share === undefined
      ? undefined
      : new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
  return (
    <li className={styles.resource}>
      <span className={styles.words}>
        <Mono>{resource}</Mono>
        <span>
          {used === undefined
            ? t('quotas.limit', { hard })
            : t('quotas.used', { used, hard })}
          {percent && <Quiet> · {percent}</Quiet>}
        </span>
      </span>
      <div className={styles.track} aria-hidden="true">
        <div
          className={styles.fill}
          data-tone={tone}
          style={{ width: `${Math.min(1, share ?? 0) * 100}%` }}
        />
      </div>
      {level !== 'ok' && (
        <StateLabel tone={tone}>{t(`quotas.level.${level}`)}</StateLabel>
      )}
    </li>
  );
}
