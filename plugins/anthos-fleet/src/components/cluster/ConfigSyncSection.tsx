import { Link } from '@backstage/ui';
import type { Cluster, ConfigSync } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { safeUrl } from '../../model/links';
import { toneOfSync } from '../../model/tone';
import { isLastKnown } from '../../model/verdict';
import { Ago, Commit, KnownState, Mono, Quiet } from '../ui';
import { Fields, Section } from '../sections/Section';
import styles from '../sections/sections.module.css';

/** What is live on the cluster, and what should be. */
export function ConfigSyncSection(props: { cluster: Cluster }) {
  const { configSync } = props.cluster;
  const { state, commit, sourceCommit, repository } = configSync;
  const { t } = usePageWords();
  const repositoryUrl = safeUrl(repository);
  const upgrades =
    configSync.automaticUpgrades === undefined
      ? undefined
      : t(
          configSync.automaticUpgrades
            ? 'cluster.field.upgradesAutomatic'
            : 'cluster.field.upgradesManual',
        );
  return (
    <Section title={t('cluster.section.sync')}>
      <Fields
        fields={[
          [
            t('cluster.field.state'),
            <KnownState
              key="v"
              tone={toneOfSync(state)}
              word={t(`sync.${state}`)}
              lastKnown={state !== 'unknown' && isLastKnown(props.cluster)}
            />,
          ],
          [t('cluster.field.reported'), reportedWords(configSync)],
          [
            t('cluster.field.liveCommit'),
            commit && (
              <span>
                <Commit commit={commit} repository={repository} />
                {commit === sourceCommit && (
                  <Quiet> {t('cluster.newest')}</Quiet>
                )}
              </span>
            ),
          ],
          [
            t('cluster.field.newestCommit'),
            sourceCommit && sourceCommit !== commit && (
              <Commit commit={sourceCommit} repository={repository} />
            ),
          ],
          [
            t('cluster.field.lastSynced'),
            configSync.lastSyncedAt && <Ago time={configSync.lastSyncedAt} />,
          ],
          [
            t('cluster.field.repository'),
            repositoryUrl ? (
              <Link
                href={repositoryUrl}
                target="_blank"
                rel="noopener noreferrer"
              >
                {repository}
              </Link>
            ) : (
              repository
            ),
          ],
          [t('cluster.field.revision'), configSync.revision],
          [
            t('cluster.field.directory'),
            configSync.directory && <Mono>{configSync.directory}</Mono>,
          ],
          [
            t('cluster.field.version'),
            configSync.version && <Mono>{configSync.version}</Mono>,
          ],
          [t('cluster.field.upgrades'), upgrades],
          [
            t('cluster.field.origin'),
            configSync.origin &&
              configSync.origin !== 'unknown' &&
              t(`origin.${configSync.origin}`),
          ],
        ]}
      />
      {configSync.basis === 'fleet-summary' && (
        <p className={styles.more}>
          <Quiet>{t('cluster.basis.summary')}</Quiet>
        </p>
      )}
    </Section>
  );
}

/** The state in Google's word, and what Google says beside it, which may begin with the word. */
function reportedWords({ reported, description }: ConfigSync): string {
  return reported && description?.startsWith(`${reported}: `)
    ? description
    : [reported, description].filter(Boolean).join(': ');
}
