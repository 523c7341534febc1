import { FleetQueryProvider, useOverview } from '../../queries';
import { PageMain } from '../PageMain';
import { FailureState, RefreshFailure } from '../states';
import { NotConfigured } from '../states/NotConfigured';
import { CreateLink } from '../ui/CreateLink';
import { Attention } from './Attention';
import { Changes } from './Changes';
import { Fleets } from './Fleets';
import { Headline } from './Headline';
import { Hostings } from './Hostings';
import { NoClusters } from './NoClusters';
import { OldestData } from './OldestData';
import { PackageSyncs } from './PackageSyncs';
import { Places } from './Places';
import { Versions } from './Versions';
import { OverviewSkeleton } from './OverviewSkeleton';
import styles from './overview.module.css';

/** The fleet at a glance: a sentence, where clusters run, what needs attention, how fresh it is. */
export function OverviewContent() {
  return (
    <FleetQueryProvider>
      <PageMain>
        <OverviewBody />
      </PageMain>
    </FleetQueryProvider>
  );
}

function OverviewBody() {
  const { data, error, dataUpdatedAt, refetch } = useOverview();
  if (!data) {
    return error ? (
      <FailureState error={error} onRetry={refetch} />
    ) : (
      <OverviewSkeleton />
    );
  }
  if (!data.configured) {
    return <NotConfigured />;
  }
  return (
    <>
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      {data.totalClusters ? (
        <>
          <div className={styles.top}>
            <Headline overview={data} />
            <CreateLink />
          </div>
          <div className={styles.columns}>
            <div className={styles.column}>
              <Hostings overview={data} />
              {data.places && (
                <Places
                  places={data.places}
                  totalPlaces={data.totalPlaces ?? data.places.length}
                />
              )}
              {data.changes && (
                <div className={styles.last}>
                  <Changes changes={data.changes} />
                </div>
              )}
              <div className={styles.last}>
                <Fleets fleets={data.fleets} />
              </div>
              {Boolean(data.oldest?.length) && (
                <div className={styles.last}>
                  <OldestData oldest={data.oldest!} />
                </div>
              )}
            </div>
            <div className={styles.column}>
              <PackageSyncs overview={data} />
              <Attention overview={data} />
              {data.versions && (
                <div className={styles.last}>
                  <Versions
                    versions={data.versions}
                    endOfLife={data.endOfLife ?? []}
                  />
                </div>
              )}
            </div>
          </div>
        </>
      ) : (
        <>
          <NoClusters wasRead={data.fleets.some(fleet => fleet.finishedAt)} />
          {data.fleets.length > 0 && <Fleets fleets={data.fleets} />}
        </>
      )}
    </>
  );
}
