import { Text } from '@backstage/ui';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_CLUSTER_SELECTOR,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useWords } from '../../hooks/useWords';
import { StateMessage } from '../states';
import { MaybeLink } from '../ui';
import { Snippet } from '../ui/Snippet';

/** The entity does not say where it runs: which line says it. */
export function NotAnnotated() {
  const { t } = useWords();
  const links = useFleetLinks();
  const clusters = links.clusters();
  return (
    <StateMessage tone="unknown" title={t('entity.empty.title')}>
      <Text variant="body-medium">{t('entity.empty.text')}</Text>
      <Snippet
        kind="annotation"
        label={t('entity.empty.byName')}
        text={`${ANNOTATION_CLUSTER}: ${t('entity.empty.exampleName')}`}
      />
      <Snippet
        kind="annotation"
        label={t('entity.empty.byLabel')}
        text={`${ANNOTATION_CLUSTER_SELECTOR}: env=prod`}
      />
      {clusters && (
        <MaybeLink href={clusters}>{t('entity.empty.find')}</MaybeLink>
      )}
    </StateMessage>
  );
}

/** The entity names clusters, but the reader gets none of them. */
export function NoMatch() {
  const { t } = useWords();
  return (
    <StateMessage tone="unknown" title={t('entity.noMatch.title')}>
      <Text variant="body-medium">{t('entity.noMatch.text')}</Text>
    </StateMessage>
  );
}
