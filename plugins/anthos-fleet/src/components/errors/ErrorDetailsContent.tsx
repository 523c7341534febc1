import {
  anthosFleetPackageSyncReadPermission,
  type ErrorGroupDetails,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { FleetQueryProvider, useSyncError } from '../../queries';
import { History } from '../history/History';
import { PageMain } from '../PageMain';
import { DetailsBody } from '../sections/DetailsBody';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
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
  const { t } = usePageWords();
  const links = useFleetLinks();
  const query = useSyncError(props.fingerprint);
  return (
    <DetailsBody
      query={query}
      notFound={{
        title: t('error.notFound.title'),
        text: t('error.notFound.text'),
        href: links.errors(),
        back: t('error.back'),
      }}
      permission={anthosFleetPackageSyncReadPermission.name}
    >
      {details => (
        <>
          <ErrorHead details={details} />
          <Sections details={details} />
        </>
      )}
    </DetailsBody>
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
        <AboutSection details={details} />
        <Section title={t('error.section.history')}>
          <History query={{ fingerprint: details.group.fingerprint }} named />
        </Section>
      </div>
    </div>
  );
}
