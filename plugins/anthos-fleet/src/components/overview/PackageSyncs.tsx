import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { Overview } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { MaybeLink, Mono, ToneIcon } from '../ui';
import { StateTable } from './StateTable';
import styles from './overview.module.css';

/** How the package syncs are, and how many causes break them; absent where none is known. */
export function PackageSyncs(props: { overview: Overview }) {
  const { packageSyncs, openErrorGroups, worstErrors } = props.overview;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const total = packageSyncs.reduce((sum, state) => sum + state.total, 0);
  if (total === 0) {
    return null;
  }
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.syncs.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <StateTable
          label={t('overview.syncs.title')}
          heads={[t('clusters.title'), t('syncs.title')]}
          rows={[
            {
              key: 'all',
              name: t('cluster.back'),
              say: t('syncs.total', { count: total }),
              total,
              states: packageSyncs,
              href: state => links.syncs(state && { state: [state] }),
            },
          ]}
          hideNames
        />
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
