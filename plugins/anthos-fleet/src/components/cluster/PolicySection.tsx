import type {
  ClusterDetails,
  NamedState,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { toneOfPolicy, toneOfReportedState } from '../../model/tone';
import { isOld } from '../../model/verdict';
import { KnownState, Mono, Quiet } from '../ui';
import { Constraints } from './Constraints';
import { Fields, Section, Subtitle } from '../sections/Section';
import styles from '../sections/sections.module.css';

/** Policy Controller of the cluster; absent where the fleet does not use it. */
export function PolicySection(props: { details: ClusterDetails }) {
  const { cluster, policyComponents, policyBundles, policyConstraints } =
    props.details;
  const { policyController } = cluster;
  const { t } = usePageWords();
  if (!policyController) {
    // The cluster may run a policy controller that the fleet does not look after.
    return policyConstraints.length ? (
      <Section title={t('cluster.section.policy')}>
        <Constraints constraints={policyConstraints} />
      </Section>
    ) : null;
  }
  const old = isOld(cluster, 'policyController');
  return (
    <Section title={t('cluster.section.policy')}>
      <Fields
        fields={[
          [
            t('cluster.field.state'),
            <KnownState
              key="v"
              tone={toneOfPolicy(policyController.state)}
              word={t(`policy.${policyController.state}`)}
              lastKnown={old}
            />,
          ],
          [
            t('cluster.field.version'),
            policyController.version && <Mono>{policyController.version}</Mono>,
          ],
          [t('cluster.field.reported'), policyController.description],
        ]}
      />
      <Parts
        title={t('cluster.policy.components')}
        parts={policyComponents}
        lastKnown={old}
      />
      <Parts
        title={t('cluster.policy.bundles')}
        parts={policyBundles}
        lastKnown={old}
      />
      <Constraints constraints={policyConstraints} />
    </Section>
  );
}

function Parts(props: {
  title: string;
  parts: NamedState[];
  lastKnown: boolean;
}) {
  const { title, parts, lastKnown } = props;
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
            <KnownState
              tone={toneOfReportedState(state)}
              word={state.toLowerCase().replace(/_/g, ' ')}
              lastKnown={lastKnown}
            />
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
