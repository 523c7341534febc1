import {
  anthosFleetPackageSyncReadPermission,
  type PackageSyncDetails,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { classifyFailure } from '../../model/failure';
import { FleetQueryProvider, usePackageSync } from '../../queries';
import { History } from '../history/History';
import { PageMain } from '../PageMain';
import { PageSkeleton } from '../sections/PageSkeleton';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { FailureState, RefreshFailure, StateMessage } from '../states';
import { MaybeLink } from '../ui';
import { ObjectsSection } from './ObjectsSection';
import { SourceSection } from './SourceSection';
import { SyncErrors } from './SyncErrors';
import { SyncHead } from './SyncHead';
import { Steps } from './Steps';
import { WaitsSection } from './WaitsSection';

/** One package sync: what is live, what holds it back, and the objects that it manages. */
export function SyncDetailsContent(props: { id: string }) {
  return (
    <FleetQueryProvider>
      <PageMain>
        <SyncDetailsBody key={props.id} id={props.id} />
      </PageMain>
    </FleetQueryProvider>
  );
}

function SyncDetailsBody(props: { id: string }) {
  const { t } = usePageWords();
  const links = useFleetLinks();
  const { data, error, dataUpdatedAt, refetch } = usePackageSync(props.id);

  if (error && classifyFailure(error) === 'not-found') {
    return (
      <StateMessage
        tone="unknown"
        title={t('sync.notFound.title')}
        role="status"
        heading="h2"
      >
        <span>{t('sync.notFound.text')}</span>
        <MaybeLink href={links.syncs()}>{t('sync.back')}</MaybeLink>
      </StateMessage>
    );
  }
  if (!data) {
    return error ? (
      <FailureState
        error={error}
        onRetry={refetch}
        permission={anthosFleetPackageSyncReadPermission.name}
      />
    ) : (
      <PageSkeleton />
    );
  }
  return (
    <>
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      <SyncHead sync={data.sync} />
      <Section title={t('sync.section.steps')}>
        <Steps steps={data.sync.steps} sync={data.sync} />
      </Section>
      <Sections details={data} />
    </>
  );
}

function Sections(props: { details: PackageSyncDetails }) {
  const { details } = props;
  const { sync } = details;
  const { t } = usePageWords();
  return (
    <div className={sections.sections}>
      <div className={sections.column}>
        {(sync.errorCount > 0 || details.errors.length > 0) && (
          <Section title={t('sync.section.errors')}>
            <SyncErrors sync={sync} errors={details.errors} />
          </Section>
        )}
        <WaitsSection sync={sync} />
        <ObjectsSection details={details} />
      </div>
      <div className={sections.column}>
        <SourceSection sync={sync} />
        <Section title={t('sync.section.history')}>
          <History query={{ packageSync: sync.id }} />
        </Section>
      </div>
    </div>
  );
}
