import { FleetModel } from '../fleet/FleetModel';
import { HubRoute } from './call';
import { toJson } from './wire';

/**
 * The project look-up of Cloud Resource Manager, which gcloud asks when it needs a project's
 * number. Another API, but nothing in its addresses meets the Hub's.
 */
export function projectRoutes(model: FleetModel): HubRoute[] {
  return [
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
