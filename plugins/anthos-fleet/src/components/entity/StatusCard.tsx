import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { EntityStatus } from 'backstage-plugin-anthos-fleet-common';
import type { ReactNode } from 'react';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useWords } from '../../hooks/useWords';
import { useEntityStatus } from '../../queries';
import { FailureState, RefreshFailure } from '../states';
import { MaybeLink } from '../ui';
import { EntitySkeleton } from './EntitySkeleton';
import { entityName } from './entityName';
import styles from './entity.module.css';

/** A card about the status of an entity, which loads, fails and grows old as all of them do. */
export function StatusCard(props: {
  title: string;
  children: (status: EntityStatus) => ReactNode;
}) {
  const { t } = useWords();
  const links = useFleetLinks();
  return (
    <Card>
      <CardHeader className={styles.header}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {props.title}
        </Text>
        {links.fleet && (
          <MaybeLink href={links.fleet} variant="body-small">
            {t('entity.fleetLink')}
          </MaybeLink>
        )}
      </CardHeader>
      <CardBody>
        <Content>{props.children}</Content>
      </CardBody>
    </Card>
  );
}

function Content(props: { children: (status: EntityStatus) => ReactNode }) {
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
      {props.children(data)}
    </div>
  );
}
