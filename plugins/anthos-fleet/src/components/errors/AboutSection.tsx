import type { ErrorGroupDetails } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { Fields, Section } from '../sections/Section';
import { At, MaybeLink, Quiet } from '../ui';
import { EntityLink } from '../ui/EntityLink';
import { useSyncsHref } from './ErrorCells';
import { RepositoryLink } from './RepositoryLink';
import { ShareList } from './ShareList';
import styles from './errors.module.css';

/** Whose the error is, and how much of it: owners, namespaces, repositories, and where the clusters run. */
export function AboutSection(props: { details: ErrorGroupDetails }) {
  const { details } = props;
  const { group, owners, repositories } = details;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const hrefOf = useSyncsHref(group);
  return (
    <Section title={t('error.section.about')}>
      <Fields
        fields={[
          [
            t('errors.column.clusters'),
            <MaybeLink key="v" href={hrefOf({ sort: 'cluster' })}>
              {t('errors.clustersLink', { count: group.totalClusters })}
            </MaybeLink>,
          ],
          [
            t('errors.column.syncs'),
            <MaybeLink key="v" href={hrefOf()}>
              {t('errors.syncsLink', { count: group.totalPackageSyncs })}
            </MaybeLink>,
          ],
          [
            t('error.owners'),
            owners.length ? (
              <ShareList
                key="v"
                shares={owners}
                total={details.totalOwners}
                linkOf={name => <EntityLink entityRef={name} />}
                hrefOf={name => hrefOf({ owner: [name] })}
              />
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
            repositories.length > 0 && (
              <ShareList
                key="v"
                shares={repositories}
                total={details.totalRepositories}
                linkOf={name => <RepositoryLink repository={name} />}
                hrefOf={name => hrefOf({ repo: [name] })}
              />
            ),
          ],
          [
            t('error.hostings'),
            <ul key="v" className={styles.names}>
              {group.hostings.map(({ hosting, total }) => (
                <li key={hosting}>
                  {t(`hosting.${hosting}`)}{' '}
                  <MaybeLink
                    href={hrefOf({ hosting: [hosting], sort: 'cluster' })}
                    variant="body-small"
                  >
                    {t('errors.clustersLink', { count: total })}
                  </MaybeLink>
                </li>
              ))}
            </ul>,
          ],
          [t('error.firstSeen'), <At key="v" time={group.firstSeenAt} />],
          [t('error.lastSeen'), <At key="v" time={group.lastSeenAt} />],
        ]}
      />
    </Section>
  );
}
