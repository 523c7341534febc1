import { Text } from '@backstage/ui';
import { anthosFleetClusterReadPermission } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { StateMessage } from '../states';
import { Mono } from '../ui';

/** A fleet is configured, yet there is nothing to see: the possible reasons. */
export function NoClusters(props: { wasRead: boolean }) {
  const { t } = usePageWords();
  return (
    <StateMessage
      tone="unknown"
      title={t('overview.none.title')}
      role="status"
      heading="h2"
    >
      <Text variant="body-medium">
        {props.wasRead ? t('overview.none.read') : t('overview.none.text')}
      </Text>
      <Text variant="body-medium">
        {t('overview.none.permission', {
          permission: <Mono>{anthosFleetClusterReadPermission.name}</Mono>,
        })}
      </Text>
    </StateMessage>
  );
}
