import { Button } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { useEffect, useState, type ReactElement } from 'react';
import { useCaptureEvent } from '../../hooks/useCaptureEvent';
import { useWords } from '../../hooks/useWords';
import type { CopiedKind } from '../../model/fleetEvents';

/** Whether something was copied just now, and how to copy. */
export function useCopy(kind: CopiedKind): {
  copied: boolean;
  copy: (text: string) => void;
} {
  const capture = useCaptureEvent();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  // Without HTTPS a browser has no clipboard.
  const copy = (text: string) => {
    navigator.clipboard?.writeText(text).then(
      () => {
        setCopied(true);
        capture({ action: 'copy', subject: kind });
      },
      () => setCopied(false),
    );
  };
  return { copied, copy };
}

/** Copies a text, and says that it did. */
export function CopyButton(props: {
  label: string;
  icon: ReactElement;
  text: () => string;
  kind: CopiedKind;
  /** The label with what it copies, where one of several buttons is meant. */
  fullLabel?: string;
  small?: boolean;
}) {
  const { label, icon, text, kind, fullLabel, small } = props;
  const { t } = useWords();
  const { copied, copy } = useCopy(kind);
  return (
    <Button
      {...(small
        ? { variant: 'tertiary', size: 'small' }
        : { variant: 'secondary' })}
      aria-label={copied ? undefined : fullLabel}
      iconStart={copied ? <RiCheckLine /> : icon}
      onPress={() => copy(text())}
    >
      {copied ? t('state.copied') : label}
    </Button>
  );
}
