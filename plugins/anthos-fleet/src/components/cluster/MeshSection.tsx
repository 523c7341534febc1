import { Link } from '@backstage/ui';
import type { ClusterDetails } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { safeUrl } from '../../model/links';
import { toneOfMesh, toneOfSeverity } from '../../model/tone';
import { isOld } from '../../model/verdict';
import { KnownState, Mono, StateLabel } from '../ui';
import { Fields, Section, Subtitle } from '../sections/Section';
import styles from '../sections/sections.module.css';

/** The service mesh of the cluster; absent where the fleet has none. */
export function MeshSection(props: { details: ClusterDetails }) {
  const { cluster, meshConditions } = props.details;
  const { mesh } = cluster;
  const { t } = usePageWords();
  if (!mesh) {
    return null;
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
                    <Mono>{condition.code}</Mono>
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
    </Section>
  );
}
