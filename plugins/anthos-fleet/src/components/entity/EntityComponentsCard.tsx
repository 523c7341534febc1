import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { FleetQueryProvider, useEntityStatus } from '../../queries';
import { FailureState, RefreshFailure } from '../states';
import { MaybeLink } from '../ui';
import { ComponentList } from './ComponentList';
import { EntitySkeleton } from './EntitySkeleton';
import { entityName } from './entityName';
import styles from './entity.module.css';

/** How the components of a system or a domain are, or those that a group owns. */
export function EntityComponentsCard() {
  return (
    <FleetQueryProvider>
      <CardFrame />
    </FleetQueryProvider>
  );
}

function CardFrame() {
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <Card>
      <CardHeader className={styles.header}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('components.title')}
        </Text>
        {links.fleet && (
          <MaybeLink href={links.fleet} variant="body-small">
            {t('entity.fleetLink')}
          </MaybeLink>
        )}
      </CardHeader>
      <CardBody>
        <Content />
      </CardBody>
    </Card>
  );
}

function Content() {
  const { entity } = useEntity();
  const { data, error, dataUpdatedAt, refetch } = useEntityStatus(
    entityName(entity),
  );
  if (!data) {
    return error ? (
      <FailureState error={error} onRetry={refetch} />
    ) : (
      <EntitySkeleton />
    );
  }
  return (
    <div className={styles.body}>
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      {data.parts && <ComponentList components={data.parts} />}
    </div>
  );
}
