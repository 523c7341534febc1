import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { AnthosFleetClient, anthosFleetApiRef } from '../api';

export const anthosFleetApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: anthosFleetApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AnthosFleetClient(deps),
    }),
});
