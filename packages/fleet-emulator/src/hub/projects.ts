import { FleetModel } from '../fleet/FleetModel';
import { HubRoute } from './call';
import { HubError } from './errors';
import { toJson } from './wire';

/**
 * Cloud Resource Manager, as far as gcloud asks it: for a project's number, and whether the caller
 * may use the Connect Gateway. Another API, but nothing in its addresses meets the Hub's.
 */
export function projectRoutes(model: FleetModel): HubRoute[] {
  return [
    {
      verb: 'post',
      path: '/projects/:project\\:testIamPermissions',
      method: 'projects.testIamPermissions',
      permission: '',
      handle: ({ body, permits }) => {
        const asked = (body as { permissions?: unknown })?.permissions;
        if (
          !Array.isArray(asked) ||
          !asked.every(permission => typeof permission === 'string')
        ) {
          throw HubError.invalid('permissions', 'must be a list of texts');
        }
        return toJson({ permissions: asked.filter(permits) });
      },
    },
    {
      verb: 'get',
      path: '/projects/:project',
      method: 'projects.get',
      permission: 'resourcemanager.projects.get',
      handle: () => {
        const { project, created } = model.settings;
        return toJson({
          projectNumber: project.number,
          projectId: project.id,
          lifecycleState: 'ACTIVE',
          name: project.name ?? project.id,
          createTime: created,
        });
      },
    },
  ];
}
