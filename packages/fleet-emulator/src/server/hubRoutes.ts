import { FleetModel } from '../fleet/FleetModel';
import { Bindings } from '../hub/bindings';
import { HubRoute } from '../hub/call';
import { Features } from '../hub/features';
import { Memberships } from '../hub/memberships';
import { Operations } from '../hub/Operations';
import { Places } from '../hub/places';
import { projectRoutes } from '../hub/projects';
import { scopeNamespaceRoutes } from '../hub/scopeNamespaces';
import { scopeRoleBindingRoutes } from '../hub/scopeRoleBindings';
import { scopeRoutes } from '../hub/scopes';
import { ScopeStore } from '../hub/ScopeStore';

interface HubOptions {
  now: () => number;
  heartbeat?: number;
  maxPageSize?: number;
  operationDuration?: number;
}

/** The methods of the Hub over a fleet, and the scopes that they write. */
export function createHub(
  model: FleetModel,
  { now, heartbeat, maxPageSize, operationDuration }: HubOptions,
): { routes: HubRoute[]; scopes: ScopeStore } {
  const memberships = new Memberships(model, {
    now,
    heartbeat: heartbeat ?? 60_000,
    maxPageSize,
  });
  const projectId = () => model.settings.project.id;
  const scopes = new ScopeStore(projectId, now);
  const operations = new Operations({
    projectId,
    now,
    duration: operationDuration ?? 300,
  });
  const loadScopes = () =>
    scopes.load({ created: model.settings.created, scopes: model.scopes });
  loadScopes();
  model.onReplace(() => {
    loadScopes();
    operations.clear();
  });
  const routes = [
    // Before the rest: their addresses end in a colon and a word, which is no name of a scope.
    ...new Bindings(model, scopes, memberships, operations).routes(),
    ...scopeRoutes(scopes, operations),
    ...scopeNamespaceRoutes(scopes, operations),
    ...scopeRoleBindingRoutes(
      scopes,
      operations,
      () => model.settings.features.customRoles,
    ),
    ...memberships.routes(),
    ...new Features(model).routes(),
    ...new Places(model).routes(),
    ...operations.routes(),
    ...projectRoutes(model),
  ];
  return { routes, scopes };
}
