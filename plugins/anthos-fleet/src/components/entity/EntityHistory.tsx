import type { EntityStatus } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { liveCommits, liveCommitSentences } from '../../model/liveCommits';
import { History } from '../history/History';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';

// As many as the API takes in one question.
const MAX_ASKED = 50;

/** Whether the same commit is live everywhere, and what changed on an entity's clusters. */
export function EntityHistory(props: { status: EntityStatus }) {
  const { syncs } = props.status;
  const { t } = usePageWords();
  if (!syncs.length) {
    return null;
  }
  const unique = (values: string[]) =>
    [...new Set(values)].sort().slice(0, MAX_ASKED);
  const sentences = liveCommitSentences(t, liveCommits(syncs));
  return (
    <Section title={t('tab.history.title')}>
      {sentences.length > 0 && (
        <p className={sections.lead}>{sentences.join(' ')}</p>
      )}
      <History
        query={{
          subject: ['package-sync'],
          cluster: unique(syncs.map(({ cluster }) => cluster.ref)),
          namespace: unique(syncs.map(({ namespace }) => namespace)),
        }}
        named
      />
    </Section>
  );
}
