import { Link } from '@backstage/ui';
import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { safeUrl } from '../../model/links';
import { Fields, Section } from '../sections/Section';
import { Ago, Commit, MaybeLink, Mono, Quiet } from '../ui';
import { CommitMade } from '../ui/CommitMade';
import { EntityLink } from '../ui/EntityLink';

/** Where a sync takes its objects from, which commit is live, and whose it is. */
export function SourceSection(props: { sync: PackageSync }) {
  const { sync } = props;
  const { commit, sourceCommit, repository, links } = sync;
  const { t } = usePageWords();
  const repositoryUrl = safeUrl(links?.repository) ?? safeUrl(repository);
  const compare = safeUrl(links?.compare);
  return (
    <Section title={t('sync.section.source')}>
      <Fields
        fields={[
          [
            t('cluster.field.liveCommit'),
            commit && (
              <span>
                <Commit
                  commit={commit}
                  repository={repository}
                  url={links?.commit}
                />
                {commit === sourceCommit && (
                  <Quiet> {t('cluster.newest')}</Quiet>
                )}{' '}
                <CommitMade details={sync.commitDetails} />
              </span>
            ),
          ],
          [
            t('cluster.field.newestCommit'),
            sourceCommit && sourceCommit !== commit && (
              <span>
                <Commit
                  commit={sourceCommit}
                  repository={repository}
                  url={links?.sourceCommit}
                />{' '}
                <CommitMade details={sync.sourceCommitDetails} />
              </span>
            ),
          ],
          [
            t('sync.field.compare'),
            compare && commit !== sourceCommit && (
              <Link href={compare} target="_blank" rel="noopener noreferrer">
                {t('sync.field.compareLink')}
              </Link>
            ),
          ],
          [
            t('cluster.field.lastSynced'),
            sync.lastSyncedAt && <Ago time={sync.lastSyncedAt} />,
          ],
          [
            t('cluster.field.repository'),
            repository && (
              <MaybeLink
                href={repositoryUrl}
                {...(repositoryUrl
                  ? { target: '_blank', rel: 'noopener noreferrer' }
                  : {})}
              >
                {repository}
              </MaybeLink>
            ),
          ],
          [t('cluster.field.revision'), sync.revision],
          [
            t('cluster.field.directory'),
            sync.directory && <Mono>{sync.directory}</Mono>,
          ],
          [
            t('cluster.field.reported'),
            [sync.reported, sync.message].filter(Boolean).join(': '),
          ],
          [
            t('sync.field.owner'),
            sync.owner && <EntityLink entityRef={sync.owner} />,
          ],
        ]}
      />
    </Section>
  );
}
