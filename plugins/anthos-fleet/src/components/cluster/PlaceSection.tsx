import type { ClusterDetails } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { formatTime, parseTime } from '../../model/time';
import { toneOfConnection } from '../../model/tone';
import { Ago, MaybeLink, Mono, StateLabel } from '../ui';
import { Fields, Section } from '../sections/Section';

function formatMemory(mib: number, locale: string): string {
  const inGib = mib >= 1024;
  return `${new Intl.NumberFormat(locale, {
    maximumFractionDigits: inGib ? 1 : 0,
  }).format(inGib ? mib / 1024 : mib)} ${inGib ? 'GiB' : 'MiB'}`;
}

/** Where the cluster stands, what it runs on, and how it is reached. */
export function PlaceSection(props: { details: ClusterDetails }) {
  const { details } = props;
  const { cluster } = details;
  const { place, connection, hosting, fleet } = cluster;
  const { t, locale } = usePageWords();
  const now = useNow();
  const links = useFleetLinks();
  const created = parseTime(details.createdAt);
  return (
    <Section title={t('cluster.section.place')}>
      <Fields
        fields={[
          [
            t('cluster.field.hosting'),
            <MaybeLink key="v" href={links.clusters({ hosting: [hosting] })}>
              {t(`hosting.${hosting}`)}
            </MaybeLink>,
          ],
          [t('cluster.field.site'), place.site],
          [t('cluster.field.region'), place.region],
          [t('cluster.field.zone'), place.zone],
          [t('cluster.field.platform'), t(`platform.${cluster.platform}`)],
          [
            t('cluster.field.kubernetes'),
            cluster.kubernetesVersion && (
              <Mono>{cluster.kubernetesVersion.replace(/^v/, '')}</Mono>
            ),
          ],
          [t('cluster.field.nodes'), cluster.nodeCount],
          [t('cluster.field.vcpus'), details.vcpuCount],
          [
            t('cluster.field.memory'),
            details.memoryMb && formatMemory(details.memoryMb, locale),
          ],
          [
            t('cluster.field.connection'),
            <StateLabel key="v" tone={toneOfConnection(connection.state)}>
              {t(`connection.${connection.state}`)}
            </StateLabel>,
          ],
          [
            t('cluster.field.lastSeen'),
            connection.lastSeenAt && <Ago time={connection.lastSeenAt} />,
          ],
          [
            t('cluster.field.fleet'),
            <MaybeLink key="v" href={links.clusters({ fleet: [fleet] })}>
              {fleet}
            </MaybeLink>,
          ],
          [t('cluster.field.location'), cluster.location],
          [
            t('cluster.field.created'),
            created && formatTime(created, now, locale),
          ],
          [
            t('cluster.field.admin'),
            cluster.admin ? t('cluster.field.yes') : undefined,
          ],
          [
            t('cluster.field.identityPool'),
            details.workloadIdentityPool && (
              <Mono>{details.workloadIdentityPool}</Mono>
            ),
          ],
          [
            t('cluster.field.externalId'),
            details.externalId && <Mono>{details.externalId}</Mono>,
          ],
        ]}
      />
    </Section>
  );
}
