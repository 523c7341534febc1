import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { anthosFleetApiRef, type AnthosFleetApi } from '../api';
import { isWorthARetry } from '../model/failure';

// One client per API, not per element: every card and page of an app shares answers and polls,
// while two apps (or two tests) on one page never see each other's.
const clients = new WeakMap<AnthosFleetApi, QueryClient>();

function clientOf(api: AnthosFleetApi): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: 15_000,
          retry: (failures, error) => failures < 2 && isWorthARetry(error),
          // The answer comes from the portal's own database, and only while the tab is looked at.
          refetchInterval: 30_000,
          refetchIntervalInBackground: false,
        },
      },
    });
    clients.set(api, client);
  }
  return client;
}

/** Gives a page or a card the answers that all of the plugin's pages and cards share. */
export function FleetQueryProvider(props: { children: ReactNode }) {
  const api = useApi(anthosFleetApiRef);
  return (
    <QueryClientProvider client={clientOf(api)}>
      {props.children}
    </QueryClientProvider>
  );
}
