import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { AnthosFleetClient } from './AnthosFleetClient';
import type { AnthosFleetService } from './AnthosFleetService';

/**
 * Reads what the anthos-fleet back end knows, from any other back end.
 *
 * @public
 */
export const anthosFleetServiceRef = createServiceRef<AnthosFleetService>({
  id: 'anthos-fleet.client',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: services => new AnthosFleetClient(services),
    }),
});
