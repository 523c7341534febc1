import {
  anthosFleetPackageSyncReadPermission,
  type ErrorGroupDetails,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { classifyFailure } from '../../model/failure';
import { FleetQueryProvider, useSyncError } from '../../queries';
import { History } from '../history/History';
import { PageMain } from '../PageMain';
import { PageSkeleton } from '../sections/PageSkeleton';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { FailureState, RefreshFailure, StateMessage } from '../states';
import { MaybeLink } from '../ui';
import { AboutSection } from './AboutSection';
import { ErrorHead } from './ErrorHead';
import { ExplanationSection } from './ExplanationSection';
import { Timeline } from './Timeline';
import { WhereSection } from './WhereSection';

/** One error group: what is wrong, what to do, and where it happens. */
export function ErrorDetailsContent(props: { fingerprint: string }) {
  return (
    <FleetQueryProvider>
      <PageMain>
        <ErrorDetailsBody
          key={props.fingerprint}
          fingerprint={props.fingerprint}
        />
      </PageMain>
    </FleetQueryProvider>
  );
}

function ErrorDetailsBody(props: { fingerprint: string }) {
  const { fingerprint } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const { data, error, dataUpdatedAt, refetch } = useSyncError(fingerprint);

  if (error && classifyFailure(error) === 'not-found') {
    return (
      <StateMessage
        tone="unknown"
        title={t('error.notFound.title')}
        role="status"
        heading="h2"
      >
        <span>{t('error.notFound.text')}</span>
        <MaybeLink href={links.errors()}>{t('error.back')}</MaybeLink>
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
      <ErrorHead details={data} />
      <Sections details={data} />
    </>
  );
}

function Sections(props: { details: ErrorGroupDetails }) {
  const { details } = props;
  const { t } = usePageWords();
  return (
    <div className={sections.sections}>
      <div className={sections.column}>
        <ExplanationSection details={details} />
        {details.totalOccurrences > 0 && <WhereSection details={details} />}
      </div>
      <div className={sections.column}>
        {details.timeline.length > 1 && <Timeline buckets={details.timeline} />}
        <AboutSection group={details.group} />
        <Section title={t('error.section.history')}>
          <History query={{ fingerprint: details.group.fingerprint }} named />
        </Section>
      </div>
    </div>
  );
}
