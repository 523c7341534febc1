import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { FleetAccess, FleetConfig } from './config';
import { readEndpoint } from './configValues';

const DEFAULT_HUB_ENDPOINT = 'https://gkehub.googleapis.com';
const GATEWAY_EXAMPLE = 'https://{location}-connectgateway.example.com';

// Google's rule for project IDs; domain-scoped IDs (`example.com:my-project`) are older but valid.
const PROJECT_ID = /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
// Every part of a cluster's ref is at most this long.
const MAX_PROJECT_LENGTH = 63;

/** Reads `anthosFleet.fleets`. */
export function readFleets(config: Config | undefined): FleetConfig[] {
  const fleets = (config?.getOptionalConfigArray('fleets') ?? []).map(
    (fleet, index) => readFleet(fleet, `anthosFleet.fleets[${index}]`),
  );
  const projects = fleets.map(fleet => fleet.project);
  const twice = projects.find(
    (project, index) => projects.indexOf(project) !== index,
  );
  if (twice) {
    throw new InputError(
      `anthosFleet.fleets names project '${twice}' twice; keep one of the two entries`,
    );
  }
  return fleets;
}

function readFleet(fleet: Config, key: string): FleetConfig {
  const project = fleet.getString('project');
  if (!PROJECT_ID.test(project) || project.length > MAX_PROJECT_LENGTH) {
    throw new InputError(
      `${key}.project is '${project}', which is no project ID; give the ID of the fleet host project (not its number or title), as in 'acme-fleet'`,
    );
  }
  return {
    project,
    hub: {
      endpoint: readEndpoint(
        fleet.getOptionalString('hub.endpoint') ?? DEFAULT_HUB_ENDPOINT,
        `${key}.hub.endpoint`,
        DEFAULT_HUB_ENDPOINT,
      ),
    },
    gateway: {
      enabled: fleet.getOptionalBoolean('gateway.enabled') ?? true,
      endpoint: readGatewayEndpoint(
        fleet.getOptionalString('gateway.endpoint'),
        `${key}.gateway.endpoint`,
      ),
      caFile: fleet.getOptionalString('gateway.caFile'),
    },
    auth: readAuth(fleet, 'auth'),
    provisioning: {
      enabled: fleet.getOptionalBoolean('provisioning.enabled') ?? false,
      ...(fleet.has('provisioning.auth') && {
        auth: readAuth(fleet, 'provisioning.auth'),
      }),
    },
  };
}

function readAuth(fleet: Config, key: string): FleetAccess['auth'] {
  return {
    impersonate: fleet.getOptionalString(`${key}.impersonate`),
    accessToken: fleet.getOptionalString(`${key}.accessToken`),
  };
}

/** Checks the address as it would be for one location, and gives it as it was written. */
function readGatewayEndpoint(
  text: string | undefined,
  key: string,
): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  readEndpoint(text.replaceAll('{location}', 'global'), key, GATEWAY_EXAMPLE);
  return text.replace(/\/+$/, '');
}
