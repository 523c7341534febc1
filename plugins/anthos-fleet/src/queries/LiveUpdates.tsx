import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect } from 'react';
import type { LiveFeed } from './LiveFeed';

const CHANNEL = 'anthos-fleet';

/** Listens to the portal's signals, where it has any; without them the page looks by itself. */
export function LiveUpdates(props: { feed: LiveFeed }) {
  const { feed } = props;
  const { lastSignal } = useSignal(CHANNEL);
  useEffect(() => feed.subscribe(() => {}), [feed]);
  useEffect(() => {
    if (lastSignal) {
      feed.hear(lastSignal);
    }
  }, [feed, lastSignal]);
  return null;
}
