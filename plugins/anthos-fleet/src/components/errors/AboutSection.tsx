import type {
  ErrorGroupDetails,
  ErrorShare,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { safeUrl } from '../../model/links';
import { repositoryName } from '../../model/repositoryName';
import { Fields, Section } from '../sections/Section';
import { At, MaybeLink, Quiet } from '../ui';
import { OwnerLink } from '../ui/EntityLink';
import styles from './errors.module.css';

/** Whose the error is, and how much of it: owners, namespaces, repositories, and where the clusters run. */
export function AboutSection(props: { details: ErrorGroupDetails }) {
  const { group, owners, repositories } = props.details;
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
            owners.length ? (
              <ul key="v" className={styles.names}>
                {owners.map(share => (
                  <li key={share.name}>
                    <OwnerLink owner={share.name} />{' '}
                    <Share
                      share={share}
                      href={
                        counted
                          ? links.syncs({ fingerprint, owner: [share.name] })
                          : undefined
                      }
                    />
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
            repositories.length > 0 && (
              <ul key="v" className={styles.names}>
                {repositories.map(share => {
                  const { name: repository } = share;
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
                      </MaybeLink>{' '}
                      <Share
                        share={share}
                        href={
                          counted
                            ? links.syncs({ fingerprint, repo: [repository] })
                            : undefined
                        }
                      />
                    </li>
                  );
                })}
              </ul>
            ),
          ],
          [
            t('error.hostings'),
            <ul key="v" className={styles.names}>
              {group.hostings.map(({ hosting, total }) => (
                <li key={hosting}>
                  {t(`hosting.${hosting}`)}{' '}
                  <MaybeLink
                    href={
                      counted
                        ? links.syncs({ fingerprint, hosting: [hosting] })
                        : undefined
                    }
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

function Share(props: { share: ErrorShare; href: string | undefined }) {
  const { t } = usePageWords();
  return (
    <MaybeLink href={props.href} variant="body-small">
      {t('errors.syncsLink', { count: props.share.totalPackageSyncs })}
    </MaybeLink>
  );
}
