import { useAnalytics } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import type { FleetEvent } from '../model/fleetEvents';

/** Tells the app's analytics what a reader did, on either front-end system. */
export function useCaptureEvent(): (event: FleetEvent) => void {
  const analytics = useAnalytics();
  return useCallback(
    ({ action, subject, ...details }) =>
      analytics.captureEvent(action, subject, details),
    [analytics],
  );
}
