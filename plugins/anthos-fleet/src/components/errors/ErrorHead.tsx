import { Alert, Button, Text } from '@backstage/ui';
import { RiFileCopyLine, RiLinkM } from '@remixicon/react';
import type {
  ErrorGroupDetails,
  Mute,
} from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { useEntityName } from '../../hooks/useEntityName';
import { usePageWords } from '../../hooks/usePageWords';
import { errorMarkdown } from '../../model/errorMarkdown';
import { errorSentences } from '../../model/errorGroups';
import { messageOf } from '../../model/failure';
import { formatTime, parseTime } from '../../model/time';
import { useUnmute } from '../../queries';
import sections from '../sections/sections.module.css';
import { Ago, Mono, Quiet, StateLabel } from '../ui';
import { CopyButton } from '../ui/CopyButton';
import { MuteButton } from './MuteButton';

// The address without the filters that somebody happened to come from.
const addressHere = () =>
  `${window.location.origin}${window.location.pathname}`;

/** Which error this is, how much it breaks, and what can be done with it. */
export function ErrorHead(props: { details: ErrorGroupDetails }) {
  const { details } = props;
  const { group, mayMute } = details;
  const { t, locale } = usePageWords();
  const now = useNow();
  return (
    <>
      <div className={sections.head}>
        <div className={sections.title}>
          <div className={sections.name}>
            <Text as="h2" variant="title-small" weight="bold">
              {group.headline}
            </Text>
          </div>
          <div className={sections.name}>
            <StateLabel tone={group.open ? 'broken' : 'good'}>
              {group.open ? t('error.open') : t('error.healed')}
            </StateLabel>
            <Mono>{group.code ?? t('errors.noCode')}</Mono>
            <Quiet>
              <Ago time={group.open ? group.firstSeenAt : group.lastSeenAt} />
            </Quiet>
          </div>
        </div>
        <div className={sections.buttons}>
          <CopyButton
            label={t('error.copyLink')}
            icon={<RiLinkM />}
            kind="link"
            text={addressHere}
          />
          <CopyButton
            label={t('error.copyMarkdown')}
            icon={<RiFileCopyLine />}
            kind="markdown"
            text={() =>
              errorMarkdown(t, details, addressHere(), { now, locale })
            }
          />
          {mayMute && group.open && !group.mute && (
            <MuteButton fingerprint={group.fingerprint} />
          )}
        </div>
      </div>
      <p className={sections.say}>
        {errorSentences(t, group, { now, locale }).join(' ')}
      </p>
      {group.mute && <MuteNotice mute={group.mute} mayEnd={mayMute === true} />}
    </>
  );
}

function MuteNotice(props: { mute: Mute; mayEnd: boolean }) {
  const { mute, mayEnd } = props;
  const { t, locale } = usePageWords();
  const now = useNow();
  const author = useEntityName(mute.author);
  const unmute = useUnmute();
  const until = parseTime(mute.expiresAt) ?? now;
  return (
    <Alert
      status="info"
      icon
      title={t('mute.by', {
        time: formatTime(until, now, locale),
        author,
        reason: mute.reason,
      })}
      description={
        unmute.error
          ? t('mute.endFailed', { reason: messageOf(unmute.error) })
          : undefined
      }
      customActions={
        mayEnd ? (
          <Button
            size="small"
            variant="tertiary"
            isPending={unmute.isPending}
            onPress={() => unmute.mutate(mute.id)}
          >
            {t('mute.end')}
          </Button>
        ) : undefined
      }
    />
  );
}
