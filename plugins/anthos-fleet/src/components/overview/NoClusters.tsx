import { Text } from '@backstage/ui';
import { anthosFleetClusterReadPermission } from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import { StateMessage } from '../states';
import { Mono } from '../ui';

/** A fleet is configured, yet there is nothing to see: the two possible reasons. */
export function NoClusters() {
  const { t } = useWords();
  return (
    <StateMessage tone="unknown" title={t('overview.none.title')} role="status">
      <Text variant="body-medium">{t('overview.none.text')}</Text>
      <Text variant="body-medium">
        {t('overview.none.permission', {
          permission: <Mono>{anthosFleetClusterReadPermission.name}</Mono>,
        })}
      </Text>
    </StateMessage>
  );
}
