import type { ErrorGroup } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { safeUrl } from '../../model/links';
import { repositoryName } from '../../model/repositoryName';
import { Fields, Section } from '../sections/Section';
import { At, MaybeLink, Quiet } from '../ui';
import { OwnerLink } from '../ui/EntityLink';
import styles from './errors.module.css';

/** Whose the error is: owners, namespaces, repositories, and where the clusters run. */
export function AboutSection(props: { group: ErrorGroup }) {
  const { group } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const { fingerprint } = group;
  const counted = group.open;
  return (
    <Section title={t('error.section.about')}>
      <Fields
        fields={[
          [
            t('errors.column.clusters'),
            <MaybeLink
              key="v"
              href={counted ? links.syncs({ fingerprint }) : undefined}
            >
              {t('errors.clustersLink', { count: group.totalClusters })}
            </MaybeLink>,
          ],
          [
            t('errors.column.syncs'),
            <MaybeLink
              key="v"
              href={counted ? links.syncs({ fingerprint }) : undefined}
            >
              {t('errors.syncsLink', { count: group.totalPackageSyncs })}
            </MaybeLink>,
          ],
          [
            t('error.owners'),
            group.owners.length ? (
              <ul key="v" className={styles.names}>
                {group.owners.map(owner => (
                  <li key={owner}>
                    <OwnerLink owner={owner} />
                  </li>
                ))}
              </ul>
            ) : (
              <Quiet>{t('error.noOwner')}</Quiet>
            ),
          ],
          [
            t('error.namespaces'),
            group.namespaces.length > 0 && (
              <ul key="v" className={styles.names}>
                {group.namespaces.map(namespace => (
                  <li key={namespace}>
                    <MaybeLink href={links.errors({ namespace: [namespace] })}>
                      {namespace}
                    </MaybeLink>
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            t('error.repositories'),
            group.repositories.length > 0 && (
              <ul key="v" className={styles.names}>
                {group.repositories.map(repository => {
                  const href = safeUrl(repository);
                  return (
                    <li key={repository}>
                      <MaybeLink
                        href={href}
                        title={repository}
                        {...(href
                          ? { target: '_blank', rel: 'noopener noreferrer' }
                          : {})}
                      >
                        {repositoryName(repository)}
                      </MaybeLink>
                    </li>
                  );
                })}
              </ul>
            ),
          ],
          [
            t('error.hostings'),
            group.hostings
              .map(
                ({ hosting, total }) => `${t(`hosting.${hosting}`)} ${total}`,
              )
              .join(', '),
          ],
          [t('error.firstSeen'), <At key="v" time={group.firstSeenAt} />],
          [t('error.lastSeen'), <At key="v" time={group.lastSeenAt} />],
        ]}
      />
    </Section>
  );
}
