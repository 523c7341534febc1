import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Select,
} from '@backstage/ui';
import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { useState } from 'react';
import { usePageWords } from '../../hooks/usePageWords';
import { placeOf } from '../../model/place';
import { hasTerminal, terminalCommands } from '../../model/terminal';
import { Section } from '../sections/Section';
import sections from '../sections/sections.module.css';
import { Mono, Quiet } from '../ui';
import { Snippet } from '../ui/Snippet';
import styles from './terminal.module.css';

/**
 * The way into clusters through the Connect Gateway, as commands to copy; absent where the portal
 * itself does not go that way.
 */
export function TerminalSection(props: {
  clusters: Cluster[];
  /** Namespaces that are worth looking into on a cluster. */
  namespacesOn?: (cluster: Cluster) => string[];
}) {
  const { namespacesOn = () => [] } = props;
  const { t } = usePageWords();
  const [chosen, setChosen] = useState<string>();
  const clusters = props.clusters.filter(hasTerminal);
  if (!clusters.length) {
    return null;
  }
  const cluster = clusters.find(({ ref }) => ref === chosen) ?? clusters[0];
  return (
    <Section title={t('terminal.title')}>
      <div className={styles.body}>
        {clusters.length > 1 && (
          <Select
            label={t('terminal.cluster')}
            value={cluster.ref}
            onChange={key => setChosen(String(key))}
            options={clusters.map(item => ({
              value: item.ref,
              label: `${item.name} · ${placeOf(item) ?? item.location}`,
            }))}
          />
        )}
        <Commands cluster={cluster} namespaces={namespacesOn(cluster)} />
      </div>
    </Section>
  );
}

function Commands(props: { cluster: Cluster; namespaces: string[] }) {
  const { cluster, namespaces } = props;
  const { t } = usePageWords();
  const commands = terminalCommands(cluster, namespaces);
  return (
    <>
      <div className={styles.step}>
        <Quiet>{t('terminal.connect')}</Quiet>
        <Snippet
          kind="command"
          label={t('terminal.connect')}
          text={commands.credentials}
        />
      </div>
      <div className={styles.step}>
        <Quiet>{t('terminal.look')}</Quiet>
        <Snippet
          kind="command"
          label={t('terminal.look')}
          text={commands.kubectl}
        />
      </div>
      <Accordion>
        <AccordionTrigger title={t('terminal.rights')} />
        <AccordionPanel>
          <ul className={sections.list}>
            <li className={sections.item}>
              <span>
                {t('terminal.iam', {
                  project: <Mono>{cluster.fleet}</Mono>,
                  role: <Mono>roles/gkehub.gatewayReader</Mono>,
                  viewer: <Mono>roles/gkehub.viewer</Mono>,
                })}
              </span>
            </li>
            <li className={sections.item}>
              <span>
                {t('terminal.change', {
                  editor: <Mono>roles/gkehub.gatewayEditor</Mono>,
                  admin: <Mono>roles/gkehub.gatewayAdmin</Mono>,
                })}
              </span>
            </li>
            <li className={sections.item}>
              <span>
                {commands.throughAgent
                  ? t('terminal.rbacAgent')
                  : t('terminal.rbac')}
              </span>
              <Snippet
                kind="command"
                label={t('terminal.grant')}
                text={commands.grant}
              />
            </li>
          </ul>
        </AccordionPanel>
      </Accordion>
    </>
  );
}
