import { Button, Text } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { anthosFleetClusterReadPermission } from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import {
  classifyFailure,
  messageOf,
  type FailureKind,
} from '../../model/failure';
import type { FleetTranslation } from '../../translation';
import { Mono } from '../ui/Quiet';
import { RawText } from '../ui/RawText';
import { StateMessage } from './StateMessage';

/** A failure in one sentence. */
export function failureSentence(t: FleetTranslation, kind: FailureKind) {
  switch (kind) {
    case 'network':
      return t('state.error.network');
    case 'timeout':
      return t('state.error.timeout');
    case 'missing-backend':
      return t('state.error.missingBackend');
    case 'forbidden':
      return t('state.forbidden.title');
    case 'signed-out':
      return t('state.signIn.title');
    default:
      return t('state.error.server');
  }
}

/** A view that could not be loaded: what happened, and the way on. */
export function FailureState(props: {
  error: unknown;
  onRetry: () => void;
  /** The permission that a refusal is about. Default: seeing clusters. */
  permission?: string;
}) {
  const {
    error,
    onRetry,
    permission = anthosFleetClusterReadPermission.name,
  } = props;
  const { t } = useWords();
  const kind = classifyFailure(error);

  if (kind === 'forbidden') {
    return (
      <StateMessage
        tone="unknown"
        title={t('state.forbidden.title')}
        role="status"
      >
        <Text variant="body-medium">
          {t('state.forbidden.text', {
            permission: <Mono>{permission}</Mono>,
          })}
        </Text>
      </StateMessage>
    );
  }
  if (kind === 'signed-out') {
    return (
      <StateMessage
        tone="unknown"
        title={t('state.signIn.title')}
        role="status"
      >
        <Text variant="body-medium">{t('state.signIn.text')}</Text>
      </StateMessage>
    );
  }
  return (
    <StateMessage tone="broken" title={t('state.error.title')} role="alert">
      <Text variant="body-medium">{failureSentence(t, kind)}</Text>
      <div>
        <Button
          variant="secondary"
          iconStart={<RiRefreshLine />}
          onPress={onRetry}
        >
          {t('state.error.retry')}
        </Button>
      </div>
      <RawText title={t('state.error.technical')} text={messageOf(error)} />
    </StateMessage>
  );
}
