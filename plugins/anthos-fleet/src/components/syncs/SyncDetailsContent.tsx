import {
  anthosFleetPackageSyncReadPermission,
  type PackageSyncDetails,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { FleetQueryProvider, usePackageSync } from '../../queries';
import { History } from '../history/History';
import { PageMain } from '../PageMain';
import { DetailsBody } from '../sections/DetailsBody';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
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
  const query = usePackageSync(props.id);
  return (
    <DetailsBody
      query={query}
      notFound={{
        title: t('sync.notFound.title'),
        text: t('sync.notFound.text'),
        href: links.syncs(),
        back: t('sync.back'),
      }}
      permission={anthosFleetPackageSyncReadPermission.name}
    >
      {details => (
        <>
          <SyncHead sync={details.sync} />
          <Section title={t('sync.section.steps')}>
            <Steps steps={details.sync.steps} sync={details.sync} />
          </Section>
          <Sections details={details} />
        </>
      )}
    </DetailsBody>
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
