import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Select,
  Text,
  TextAreaField,
} from '@backstage/ui';
import { RiNotificationOffLine } from '@remixicon/react';
import { useState, type FormEvent } from 'react';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { messageOf } from '../../model/failure';
import { formatTime } from '../../model/time';
import { useMute } from '../../queries';
import styles from './errors.module.css';

const HOUR_MS = 3_600_000;

// The back end takes at most 90 days; a minute less allows for a clock that is ahead.
const SPANS = {
  hour: HOUR_MS,
  workday: 8 * HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
  longest: 90 * 24 * HOUR_MS - 60_000,
} as const;

type Span = keyof typeof SPANS;

const MIN_REASON = 3;
const MAX_REASON = 500;

/** Silences an error group for a while, with a reason. */
export function MuteButton(props: { fingerprint: string }) {
  const { t } = usePageWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="secondary" iconStart={<RiNotificationOffLine />}>
        {t('mute.button')}
      </Button>
      <Dialog width={480}>
        <MuteForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </DialogTrigger>
  );
}

function MuteForm(props: { fingerprint: string; onClose: () => void }) {
  const { fingerprint, onClose } = props;
  const { t, locale } = usePageWords();
  const now = useNow();
  const mute = useMute();
  const [reason, setReason] = useState('');
  const [span, setSpan] = useState<Span>('week');
  const [tried, setTried] = useState(false);
  const tooShort = reason.trim().length < MIN_REASON;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (tooShort || mute.isPending) {
      return;
    }
    mute.mutate(
      {
        target: { fingerprint },
        reason: reason.trim(),
        expiresAt: new Date(Date.now() + SPANS[span]).toISOString(),
      },
      { onSuccess: onClose },
    );
  };

  return (
    <form onSubmit={submit}>
      <DialogHeader>{t('mute.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          <Text variant="body-medium">{t('mute.text')}</Text>
          <TextAreaField
            label={t('mute.reason')}
            description={
              tried && tooShort ? t('mute.reasonShort') : t('mute.reasonHint')
            }
            value={reason}
            onChange={setReason}
            isInvalid={tried && tooShort}
            maxLength={MAX_REASON}
            // Who asked for this dialog wants to write in it.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
          <Select
            label={t('mute.until')}
            description={t('mute.ends', {
              time: formatTime(
                new Date(now.getTime() + SPANS[span]),
                now,
                locale,
              ),
            })}
            value={span}
            onChange={key => setSpan(key as Span)}
            options={(Object.keys(SPANS) as Span[]).map(value => ({
              value,
              label: t(`mute.for.${value}`),
            }))}
          />
          {mute.error && (
            <Alert
              status="danger"
              icon
              role="alert"
              title={t('mute.failed', { reason: messageOf(mute.error) })}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('mute.cancel')}
        </Button>
        <Button variant="primary" type="submit" isPending={mute.isPending}>
          {t('mute.submit')}
        </Button>
      </DialogFooter>
    </form>
  );
}
