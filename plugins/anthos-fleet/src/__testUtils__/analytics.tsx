import { mockApis } from '@backstage/frontend-test-utils';
import {
  analyticsApiRef,
  type AnalyticsEvent,
  type ApiRef,
} from '@backstage/frontend-plugin-api';
import type { ReactElement } from 'react';
import { GatewayFleet } from '../__fixtures__';
import { renderFleet } from './render';

interface ToldAnalytics {
  api: readonly [ApiRef<unknown>, object];
  events: () => Omit<AnalyticsEvent, 'context'>[];
  contexts: () => AnalyticsEvent['context'][];
}

/** An analytics API for a test, and what readers did by what it was told. */
export function mockAnalytics(): ToldAnalytics {
  const analytics = mockApis.analytics();
  const told = () =>
    // The app itself tells of each address.
    analytics.getEvents().filter(({ action }) => action !== 'navigate');
  return {
    api: [analyticsApiRef as ApiRef<unknown>, analytics],
    events: () => told().map(({ context: _context, ...event }) => event),
    contexts: () => told().map(({ context }) => context),
  };
}

/** Renders a part of the plugin, and hears what analytics is told of it. */
export function renderTold(
  element: ReactElement,
  options: Parameters<typeof renderFleet>[1] = {},
): ToldAnalytics {
  const told = mockAnalytics();
  renderFleet(element, {
    fleet: new GatewayFleet(),
    ...options,
    apis: [told.api, ...(options.apis ?? [])],
  });
  return told;
}
