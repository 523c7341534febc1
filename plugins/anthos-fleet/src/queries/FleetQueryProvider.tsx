import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react';
import { anthosFleetApiRef, type AnthosFleetApi } from '../api';
import { isWorthARetry } from '../model/failure';
import { LiveFeed, type LiveState } from './LiveFeed';

/**
 * What listens to the portal, once the content is there. It is not `lazy`: React holds back content
 * that comes in place of a spinner for half a second while a part of it is still on its way. A page
 * that cannot load this looks by itself.
 */
function useLiveUpdates() {
  const [LiveUpdates, setLiveUpdates] =
    useState<ComponentType<{ feed: LiveFeed }>>();
  useEffect(() => {
    import('./LiveUpdates').then(
      m => setLiveUpdates(() => m.LiveUpdates),
      () => {},
    );
  }, []);
  return LiveUpdates;
}

// The answer comes from the portal's own database, and only while the tab is looked at.
const LOOK_MS = 30_000;

// Told of changes, a page looks by itself only in case it missed one.
const LIVE_LOOK_MS = 120_000;

interface Answers {
  client: QueryClient;
  feed: LiveFeed;
}

// One client per API, not per element: every card and page of an app shares answers and polls,
// while two apps (or two tests) on one page never see each other's.
const shared = new WeakMap<AnthosFleetApi, Answers>();

function answersOf(api: AnthosFleetApi): Answers {
  let answers = shared.get(api);
  if (!answers) {
    const client = new QueryClient();
    const feed = new LiveFeed(() => client.invalidateQueries());
    client.setDefaultOptions({
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && isWorthARetry(error),
        refetchInterval: ({ state }) =>
          feed.isLive() && !state.error ? LIVE_LOOK_MS : LOOK_MS,
        refetchIntervalInBackground: false,
      },
    });
    answers = { client, feed };
    shared.set(api, answers);
  }
  return answers;
}

const FeedContext = createContext<LiveFeed | undefined>(undefined);

/** Gives a page or a card the answers that all of the plugin's pages and cards share. */
export function FleetQueryProvider(props: { children: ReactNode }) {
  const api = useApi(anthosFleetApiRef);
  const { client, feed } = answersOf(api);
  const LiveUpdates = useLiveUpdates();
  return (
    <QueryClientProvider client={client}>
      <FeedContext.Provider value={feed}>{props.children}</FeedContext.Provider>
      {LiveUpdates && <LiveUpdates feed={feed} />}
    </QueryClientProvider>
  );
}

const never = () => () => {};
const unheard = (): LiveState => 'unheard';

/** Whether changes come to this page by themselves, as far as is known. */
export function useLiveState(): LiveState {
  const feed = useContext(FeedContext);
  return useSyncExternalStore(
    feed?.subscribe ?? never,
    feed?.state ?? unheard,
    unheard,
  );
}
