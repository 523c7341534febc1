import { Link, Text } from '@backstage/ui';
import { usePageWords } from '../../hooks/usePageWords';
import { Mono } from '../ui/Quiet';
import { Snippet } from '../ui/Snippet';
import { StateMessage } from './StateMessage';

const GUIDE_URL =
  'https://www.npmjs.com/package/backstage-plugin-anthos-fleet-backend';

const CONFIG = `anthosFleet:
  fleets:
    - project: my-fleet-host-project`;

/** The first thing that somebody sees who has installed the plugin: what it does, and the way there. */
export function NotConfigured() {
  const { t } = usePageWords();
  return (
    <StateMessage
      tone="unknown"
      title={t('state.notConfigured.title')}
      heading="h2"
    >
      <Text variant="body-medium">{t('state.notConfigured.text')}</Text>
      <Text variant="body-medium">{t('state.notConfigured.config')}</Text>
      <Snippet kind="configuration" text={CONFIG} label="app-config.yaml" />
      <Text variant="body-medium">{t('state.notConfigured.role')}</Text>
      <Text variant="body-medium">
        <Mono>roles/gkehub.viewer</Mono>
      </Text>
      <div>
        <Link href={GUIDE_URL} target="_blank" rel="noopener noreferrer">
          {t('state.notConfigured.guide')}
        </Link>
      </div>
    </StateMessage>
  );
}
