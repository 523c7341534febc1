import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type {
  ClusterDetails,
  NamedState,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { toneOfPolicy, toneOfReportedState } from '../../model/tone';
import { isOld } from '../../model/verdict';
import { KnownState, Mono, Quiet } from '../ui';
import { Fields, Section, Subtitle } from '../sections/Section';
import styles from '../sections/sections.module.css';

// As Policy Controller reports it.
const NOT_INSTALLED = 'NOT_INSTALLED';

/** Policy Controller of the cluster; absent where the fleet does not use it. */
export function PolicySection(props: { details: ClusterDetails }) {
  const { cluster, policyComponents, policyBundles } = props.details;
  const { policyController } = cluster;
  const { t } = usePageWords();
  if (!policyController) {
    return null;
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
    </Section>
  );
}

function Parts(props: {
  title: string;
  parts: NamedState[];
  lastKnown: boolean;
}) {
  const { title, parts, lastKnown } = props;
  const { t } = usePageWords();
  if (!parts.length) {
    return null;
  }
  const isUnused = ({ state }: NamedState) => state === NOT_INSTALLED;
  const unused = parts.filter(isUnused);
  // A few of them take less room than the fold.
  const folds = unused.length > 3;
  return (
    <>
      <Subtitle>{title}</Subtitle>
      <PartList
        parts={folds ? parts.filter(part => !isUnused(part)) : parts}
        lastKnown={lastKnown}
      />
      {folds && (
        <Accordion className={styles.fold}>
          <AccordionTrigger
            title={t('cluster.policy.unused', { count: unused.length })}
          />
          <AccordionPanel>
            <PartList parts={unused} lastKnown={lastKnown} />
          </AccordionPanel>
        </Accordion>
      )}
    </>
  );
}

function PartList(props: { parts: NamedState[]; lastKnown: boolean }) {
  const { parts, lastKnown } = props;
  return (
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
  );
}
