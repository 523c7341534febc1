import type { SyncStateCount } from 'backstage-plugin-anthos-fleet-common';
import { inOrder } from '../../model/syncOrder';
import { toneOfSync } from '../../model/tone';
import styles from './overview.module.css';

/** Counts as a bar cut by the state of sync. What it shows must stand in words beside it. */
export function Bar(props: {
  states: readonly SyncStateCount[];
  /** Length, from 0 to 1. */
  share: number;
}) {
  return (
    <div className={styles.track} aria-hidden="true">
      <div className={styles.bar} style={{ width: `${100 * props.share}%` }}>
        {inOrder(props.states).map(item => (
          <div
            key={item.state}
            className={styles.segment}
            data-tone={toneOfSync(item.state)}
            style={{ flexGrow: item.total }}
          />
        ))}
      </div>
    </div>
  );
}
