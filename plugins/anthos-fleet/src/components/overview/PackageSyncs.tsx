import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { Overview } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { legendWord } from '../../model/legend';
import { inOrder } from '../../model/syncOrder';
import { toneOfSync } from '../../model/tone';
import { MaybeLink, Mono, ToneIcon } from '../ui';
import styles from './overview.module.css';

/** How the package syncs are, and how many causes break them; absent where none is known. */
export function PackageSyncs(props: { overview: Overview }) {
  const { packageSyncs, openErrorGroups, worstErrors } = props.overview;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const states = inOrder(packageSyncs);
  if (!states.length) {
    return null;
  }
  return (
    <Card>
      <CardHeader className={styles.rowHead}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.syncs.title')}
        </Text>
        <MaybeLink href={links.syncs()} variant="body-small">
          {t('syncs.total', {
            count: states.reduce((sum, { total }) => sum + total, 0),
          })}
        </MaybeLink>
      </CardHeader>
      <CardBody>
        {/* The legend below says the same in words. */}
        <div className={styles.track} aria-hidden="true">
          <div className={styles.bar}>
            {states.map(item => (
              <div
                key={item.state}
                className={styles.segment}
                data-tone={toneOfSync(item.state)}
                style={{ flexGrow: item.total }}
              />
            ))}
          </div>
        </div>
        <ul className={styles.legend}>
          {states.map(item => (
            <li key={item.state}>
              <MaybeLink
                href={links.syncs({ state: [item.state] })}
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
        <div className={styles.causes}>
          <ToneIcon tone={openErrorGroups ? 'broken' : 'good'} />
          {openErrorGroups ? (
            <MaybeLink href={links.errors()} variant="body-medium">
              {t('overview.syncs.causes', { count: openErrorGroups })}
            </MaybeLink>
          ) : (
            <span>{t('overview.syncs.noCauses')}</span>
          )}
        </div>
        {worstErrors.length > 0 && (
          <ul className={styles.list} aria-label={t('overview.syncs.worst')}>
            {worstErrors.map(error => (
              <li key={error.fingerprint} className={styles.row}>
                <MaybeLink
                  href={links.error(error.fingerprint)}
                  variant="body-medium"
                  weight="bold"
                >
                  {error.headline}
                </MaybeLink>
                <span className={styles.rowMeta}>
                  {error.code && <Mono>{error.code}</Mono>}
                  <MaybeLink
                    href={links.syncs({
                      fingerprint: error.fingerprint,
                      sort: 'cluster',
                    })}
                    variant="body-small"
                  >
                    {t('errors.clustersLink', { count: error.totalClusters })}
                  </MaybeLink>
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
