import type { Lifecycle } from '../schema/openapi';

/**
 * Says what the fleet is doing with a registration.
 *
 * @public
 */
export function judgeLifecycle(code: string | undefined): Lifecycle {
  switch (code) {
    case 'CREATING':
      return 'creating';
    case 'READY':
      return 'ready';
    case 'UPDATING':
    case 'SERVICE_UPDATING':
      return 'updating';
    case 'DELETING':
      return 'deleting';
    default:
      return 'unknown';
  }
}
