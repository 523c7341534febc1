import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type {
  EntitySummary,
  EntityComponents,
} from 'backstage-plugin-anthos-fleet-common';
import { Fragment } from 'react';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useEntityName } from '../../hooks/useEntityName';
import { usePageWords } from '../../hooks/usePageWords';
import { componentSentences } from '../../model/componentSentences';
import { toneOfSync } from '../../model/tone';
import type { PageTranslation } from '../../pageTranslation';
import { MaybeLink, Quiet, ToneIcon } from '../ui';
import { useEntityHref } from '../ui/EntityLink';
import { EntityName } from '../ui/EntityName';
import styles from './components.module.css';

// Fewer healthy components than this are not worth folding.
const FOLD_FROM = 4;
const MAX_CLUSTERS = 3;

/** How the components of an entity are: a sentence, and a row for each of them, worst first. */
export function ComponentList(props: { components: EntityComponents }) {
  const { components } = props;
  const { items, read, total, withoutClusters } = components;
  const { t } = usePageWords();
  const healthy = items.filter(({ state }) => state === 'synced');
  const folded = healthy.length >= FOLD_FROM ? healthy : [];
  const listed = folded.length
    ? items.filter(item => !folded.includes(item))
    : items;
  return (
    <div className={styles.body}>
      <p className={styles.say}>
        {componentSentences(t, components, component => (
          <EntityName {...component} />
        )).map((sentence, index) => (
          <Fragment key={index}>
            {index > 0 && ' '}
            {sentence}
          </Fragment>
        ))}
      </p>
      <Rows items={listed} />
      {folded.length > 0 && (
        <Accordion>
          <AccordionTrigger
            title={t('components.fold', { count: folded.length })}
          />
          <AccordionPanel>
            <Rows items={folded} />
          </AccordionPanel>
        </Accordion>
      )}
      {items.length > 0 && withoutClusters > 0 && (
        <Quiet>
          {t('components.withoutClusters', { count: withoutClusters })}
        </Quiet>
      )}
      {read < total && (
        <Quiet>
          {t('components.truncated', {
            shown: String(read),
            total: String(total),
          })}
        </Quiet>
      )}
    </div>
  );
}

function Rows(props: { items: EntitySummary[] }) {
  return props.items.length ? (
    <ul className={styles.rows}>
      {props.items.map(item => (
        <ComponentRow key={item.entityRef} component={item} />
      ))}
    </ul>
  ) : null;
}

function ComponentRow(props: { component: EntitySummary }) {
  const { component } = props;
  const { state, totalErrorGroups, entityRef } = component;
  const { t } = usePageWords();
  const href = useEntityHref(entityRef);
  const name = useEntityName(entityRef, component.title);
  return (
    <li className={styles.row}>
      <ToneIcon tone={toneOfSync(state)} />
      <span className={styles.what}>
        <MaybeLink
          href={href}
          variant="body-medium"
          weight="bold"
          title={entityRef}
          className={styles.finger}
        >
          {name}
        </MaybeLink>
        <span>{t(`sync.${state}`)}</span>
        {totalErrorGroups > 0 && (
          <MaybeLink
            href={href}
            variant="body-small"
            className={styles.finger}
            aria-label={`${t('components.errors', {
              count: totalErrorGroups,
            })}: ${name}`}
          >
            {t('components.errors', { count: totalErrorGroups })}
          </MaybeLink>
        )}
      </span>
      <span className={styles.where}>
        <Quiet>{clustersWord(t, component)}</Quiet>
        <Clusters component={component} />
      </span>
    </li>
  );
}

function clustersWord(
  t: PageTranslation,
  { syncedClusters, totalClusters }: EntitySummary,
): string {
  if (!totalClusters) {
    return t('components.noCluster');
  }
  if (syncedClusters === totalClusters) {
    return t('components.syncedAll', { count: totalClusters });
  }
  return totalClusters === 1
    ? t('components.syncedNot')
    : t('components.synced', {
        synced: String(syncedClusters),
        total: String(totalClusters),
      });
}

function Clusters(props: { component: EntitySummary }) {
  const { clusters, totalClusters } = props.component;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const shown = clusters.slice(0, MAX_CLUSTERS);
  const more = totalClusters - shown.length;
  return (
    <>
      {shown.map(cluster => (
        <MaybeLink
          key={cluster.ref}
          href={links.cluster(cluster)}
          variant="body-small"
          title={cluster.ref}
          className={styles.finger}
        >
          {cluster.name}
        </MaybeLink>
      ))}
      {more > 0 && (
        <Quiet>{t('components.moreClusters', { count: more })}</Quiet>
      )}
    </>
  );
}
