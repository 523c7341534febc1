import {
  onlineManager,
  QueryClientContext,
  type QueryClient,
} from '@tanstack/react-query';
import { useContext, useMemo, useSyncExternalStore } from 'react';
import { isOutOfReach } from '../model/failure';

const always = () => true;
const never = () => () => {};

/** Whether the latest looks for what is on the page reached the portal, as far as is known. */
export function useIsConnected(): boolean {
  const client = useContext(QueryClientContext);
  const { subscribe, read } = useMemo(
    () => (client ? connectionOf(client) : { subscribe: never, read: always }),
    [client],
  );
  return useSyncExternalStore(subscribe, read, always);
}

function connectionOf(client: QueryClient) {
  const queries = client.getQueryCache();
  return {
    subscribe: (listener: () => void) => {
      const stops = [
        onlineManager.subscribe(listener),
        queries.subscribe(listener),
      ];
      return () => stops.forEach(stop => stop());
    },
    read: () =>
      onlineManager.isOnline() &&
      !queries
        .findAll({ type: 'active' })
        .some(({ state }) => state.error && isOutOfReach(state.error)),
  };
}
