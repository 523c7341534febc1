import type {
  ClusterDetails,
  NamedState,
} from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import { toneOfPolicy, toneOfReportedState } from '../../model/tone';
import { Mono, Quiet, StateLabel } from '../ui';
import { Fields, Section, Subtitle } from './Section';
import styles from './cluster.module.css';

/** Policy Controller of the cluster; absent where the fleet does not use it. */
export function PolicySection(props: { details: ClusterDetails }) {
  const { cluster, policyComponents, policyBundles } = props.details;
  const { policyController } = cluster;
  const { t } = useWords();
  if (!policyController) {
    return null;
  }
  return (
    <Section title={t('cluster.section.policy')}>
      <Fields
        fields={[
          [
            t('cluster.field.state'),
            <StateLabel key="v" tone={toneOfPolicy(policyController.state)}>
              {t(`policy.${policyController.state}`)}
            </StateLabel>,
          ],
          [
            t('cluster.field.version'),
            policyController.version && <Mono>{policyController.version}</Mono>,
          ],
          [t('cluster.field.reported'), policyController.description],
        ]}
      />
      <Parts title={t('cluster.policy.components')} parts={policyComponents} />
      <Parts title={t('cluster.policy.bundles')} parts={policyBundles} />
    </Section>
  );
}

function Parts(props: { title: string; parts: NamedState[] }) {
  const { title, parts } = props;
  if (!parts.length) {
    return null;
  }
  return (
    <>
      <Subtitle>{title}</Subtitle>
      <Fields
        fields={parts.map(({ name, state, details }) => [
          name,
          <span key={name}>
            <StateLabel tone={toneOfReportedState(state)}>
              {state.toLowerCase().replace(/_/g, ' ')}
            </StateLabel>
            {details && (
              <p className={styles.message}>
                <Quiet>{details}</Quiet>
              </p>
            )}
          </span>,
        ])}
      />
    </>
  );
}
