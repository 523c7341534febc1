import { Link } from '@backstage/ui';
import type {
  ClusterDetails,
  MeshRevision,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { safeUrl } from '../../model/links';
import { toneOfMesh, toneOfReady, toneOfSeverity } from '../../model/tone';
import { isOld } from '../../model/verdict';
import { KnownState, Mono, Quiet, StateLabel } from '../ui';
import { Constant } from '../ui/Constant';
import { Fields, Section, Subtitle } from '../sections/Section';
import styles from '../sections/sections.module.css';

/** The service mesh of the cluster; absent where the fleet has none. */
export function MeshSection(props: { details: ClusterDetails }) {
  const { cluster, meshConditions, meshRevisions } = props.details;
  const { mesh } = cluster;
  const { t } = usePageWords();
  if (!mesh) {
    // The cluster may run a mesh that the fleet does not look after.
    return meshRevisions.length ? (
      <Section title={t('cluster.section.mesh')}>
        <Revisions revisions={meshRevisions} />
      </Section>
    ) : null;
  }
  return (
    <Section title={t('cluster.section.mesh')}>
      <Fields
        fields={[
          [
            t('cluster.field.state'),
            <KnownState
              key="v"
              tone={toneOfMesh(mesh.state)}
              word={t(`mesh.${mesh.state}`)}
              lastKnown={isOld(cluster, 'mesh')}
            />,
          ],
          [
            t('cluster.field.controlPlane'),
            [mesh.implementation, mesh.reported].filter(Boolean).join(' · '),
          ],
          [t('cluster.field.dataPlane'), mesh.dataPlane],
          [
            t('cluster.field.revisionReady'),
            mesh.revision && <Mono>{mesh.revision}</Mono>,
          ],
          [t('cluster.field.reported'), mesh.description],
        ]}
      />
      {meshConditions.length > 0 && (
        <>
          <Subtitle>{t('cluster.mesh.conditions')}</Subtitle>
          <ul className={styles.list}>
            {meshConditions.map((condition, index) => {
              const href = safeUrl(condition.documentationUrl);
              return (
                <li key={`${condition.code}${index}`} className={styles.item}>
                  <StateLabel tone={toneOfSeverity(condition.severity)} wrap>
                    <Constant>{condition.code}</Constant>
                  </StateLabel>
                  {condition.details && (
                    <p className={styles.message}>{condition.details}</p>
                  )}
                  {href && (
                    <Link href={href} target="_blank" rel="noopener noreferrer">
                      {t('cluster.mesh.documentation')}
                    </Link>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
      <Revisions revisions={meshRevisions} />
    </Section>
  );
}

function Revisions(props: { revisions: MeshRevision[] }) {
  const { t } = usePageWords();
  if (!props.revisions.length) {
    return null;
  }
  return (
    <>
      <Subtitle>{t('cluster.mesh.revisions')}</Subtitle>
      <ul className={styles.list}>
        {props.revisions.map(revision => (
          <li key={revision.name} className={styles.item}>
            <span className={styles.inline}>
              <Mono>{revision.name}</Mono>
              <StateLabel tone={toneOfReady(revision.ready)}>
                {t(`revision.${revision.ready}`)}
              </StateLabel>
              <Quiet>
                {[revision.type, revision.channel].filter(Boolean).join(' · ')}
              </Quiet>
            </span>
            {(revision.message || revision.reason) && (
              <p className={styles.message}>
                {revision.message ?? revision.reason}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
