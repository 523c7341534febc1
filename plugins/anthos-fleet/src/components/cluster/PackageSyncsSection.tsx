import type { ClusterDetails } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import {
  CommitCell,
  ErrorsCell,
  StateCell,
  SyncLink,
} from '../syncs/SyncCells';
import syncs from '../syncs/syncs.module.css';
import { MaybeLink, Quiet } from '../ui';

// More are a list, and the list of syncs is made for that.
const SHOWN = 10;

/** The package syncs of the cluster, worst first. */
export function PackageSyncsSection(props: { details: ClusterDetails }) {
  const { cluster, packageSyncs, totalPackageSyncs } = props.details;
  const { t } = usePageWords();
  const links = useFleetLinks();
  if (!packageSyncs.length) {
    return cluster.configSync.basis === 'package-syncs' ? (
      <Section title={t('cluster.section.syncs')}>
        <Quiet>{t('cluster.syncs.none')}</Quiet>
      </Section>
    ) : null;
  }
  return (
    <Section title={t('cluster.section.syncs')}>
      <ul className={syncs.rows}>
        {packageSyncs.slice(0, SHOWN).map(sync => (
          <li key={sync.id}>
            <span className={sections.item}>
              <SyncLink sync={sync} />
              <span className={sections.inline}>
                <Quiet>{sync.kind}</Quiet>
                <ErrorsCell sync={sync} />
              </span>
            </span>
            <span className={sections.item}>
              <StateCell sync={sync} narrow={false} />
              <CommitCell sync={sync} />
            </span>
          </li>
        ))}
      </ul>
      <p className={sections.more}>
        <MaybeLink href={links.syncs({ cluster: [cluster.ref] })}>
          {t('cluster.syncs.all', { count: totalPackageSyncs })}
        </MaybeLink>
      </p>
    </Section>
  );
}
