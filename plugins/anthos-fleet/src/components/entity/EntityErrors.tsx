import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import type {
  EntityStatus,
  ErrorGroup,
} from 'backstage-plugin-anthos-fleet-common';
import { useState } from 'react';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { filesOf, sampleOf } from '../../model/errorFiles';
import { errorMarkdown } from '../../model/errorMarkdown';
import { CopyButton } from '../ui/CopyButton';
import { FileLink } from '../ui/FileLink';
import { Meaning } from '../errors/Meaning';
import { Muted } from '../errors/Muted';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { At, MaybeLink, Mono, Quiet, StateLabel } from '../ui';
import { RawText } from '../ui/RawText';

// What most entities have of errors, and as much as one reads at once.
const SHOWN_AT_FIRST = 3;

/** What is wrong with an entity: each cause with its remedy, and the way to all about it. */
export function EntityErrors(props: { status: EntityStatus }) {
  const { errors, totalErrorGroups } = props.status;
  const { t } = usePageWords();
  const [showsAll, setShowsAll] = useState(false);
  if (!errors.length) {
    return null;
  }
  const shown = showsAll ? errors : errors.slice(0, SHOWN_AT_FIRST);
  const more = Math.max(totalErrorGroups, errors.length) - shown.length;
  return (
    <Section title={t('tab.errors.title')}>
      <ul className={sections.list}>
        {shown.map(group => (
          <EntityError key={group.fingerprint} group={group} />
        ))}
      </ul>
      {more > 0 && (
        <p className={sections.more}>
          {showsAll ? (
            <Quiet>{t('tab.errors.more', { count: more })}</Quiet>
          ) : (
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setShowsAll(true)}
            >
              {t('tab.errors.more', { count: more })}
            </Button>
          )}
        </p>
      )}
    </Section>
  );
}

function EntityError(props: { group: ErrorGroup }) {
  const { group } = props;
  const { t, locale } = usePageWords();
  const links = useFleetLinks();
  const now = useNow();
  const [file] = filesOf(sampleOf(group));
  const href = links.error(group.fingerprint);
  return (
    <li className={sections.item}>
      <StateLabel tone={group.open ? 'broken' : 'good'} strong wrap>
        {group.headline}
      </StateLabel>
      <span className={sections.inline}>
        {!group.open && <span>{t('error.healed')}</span>}
        <Mono>{group.code ?? t('errors.noCode')}</Mono>
        <Quiet>
          {t('error.since', { time: <At time={group.firstSeenAt} /> })}
        </Quiet>
        <Quiet>{group.clusters.map(({ name }) => name).join(', ')}</Quiet>
        {group.mute && <Muted mute={group.mute} />}
        {href && <MaybeLink href={href}>{t('sync.errors.more')}</MaybeLink>}
        <CopyButton
          small
          label={t('error.copyMarkdown')}
          fullLabel={t('error.copyMarkdownOf', { headline: group.headline })}
          icon={<RiFileCopyLine />}
          kind="markdown"
          text={() =>
            errorMarkdown(
              t,
              { group },
              new URL(href ?? '', window.location.href).href,
              { now, locale },
            )
          }
        />
      </span>
      <Meaning
        explanation={group.explanation}
        files={file && <FileLink file={file} />}
      />
      <RawText title={t('cluster.raw')} text={group.message} />
    </li>
  );
}
