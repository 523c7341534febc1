import { FleetModel } from '../fleet/FleetModel';
import { Bindings } from '../hub/bindings';
import { HubRoute } from '../hub/call';
import { Features } from '../hub/features';
import { Memberships } from '../hub/memberships';
import { Operations } from '../hub/Operations';
import { Places } from '../hub/places';
import { projectRoutes } from '../hub/projects';
import { ScopeNamespaces } from '../hub/scopeNamespaces';
import { Scopes } from '../hub/scopes';
import { ScopeStore } from '../hub/ScopeStore';

interface HubOptions {
  now: () => number;
  heartbeat?: number;
  maxPageSize?: number;
  operationDuration?: number;
}

/** The methods of the Hub over a fleet. */
export function createHubRoutes(
  model: FleetModel,
  { now, heartbeat, maxPageSize, operationDuration }: HubOptions,
): HubRoute[] {
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
  return [
    // Before the rest: their addresses end in a colon and a word, which is no name of a scope.
    ...new Bindings(model, scopes, memberships).routes(),
    ...new Scopes(scopes, operations).routes(),
    ...new ScopeNamespaces(scopes, operations).routes(),
    ...memberships.routes(),
    ...new Features(model).routes(),
    ...new Places(model).routes(),
    ...operations.routes(),
    ...projectRoutes(model),
  ];
}
