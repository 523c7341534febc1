import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  checkNamespaceName,
  parseClusterRef,
  type FleetNamespaceRequest,
} from 'backstage-plugin-anthos-fleet-common';
import type { FleetNamespace } from '../hub';

const SCOPE = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const EMAIL = /^[a-z0-9][\w.+'-]{0,63}@[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;
const LABEL_NAME = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const LABEL_KEY = new RegExp(
  `^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?${LABEL_NAME}$`,
);
const LABEL_VALUE = new RegExp(`^(${LABEL_NAME})?$`);
const MAX_LABELS = 50;

/**
 * Reads a request for a namespace of the fleet.
 *
 * @throws InputError, naming the field
 */
export function readNamespaceRequest(
  path: { project: string; scope: string; namespace: string },
  body: FleetNamespaceRequest,
): FleetNamespace {
  const { project, scope, namespace } = path;
  if (!SCOPE.test(scope)) {
    throw new InputError(
      `scope is ${quoted(
        scope,
      )}; use small letters a to z, digits and dashes, beginning with a letter, at most 63`,
    );
  }
  // Its RepoSync is none of the fleet's business.
  const [problem] = checkNamespaceName(namespace).filter(
    ({ code }) => code !== 'too-long-for-config-sync',
  );
  if (problem) {
    throw new InputError(`namespace ${quoted(namespace)}: ${problem.message}`);
  }
  const owner = readOwner(body.owner);
  return {
    scope,
    namespace,
    clusters: readClusters(body.clusters, project),
    labels: readLabels(body.labels ?? {}),
    ...(owner && { owner }),
    ...(body.group !== undefined && {
      grant: { group: readGroup(body.group), role: body.role ?? 'edit' },
    }),
  };
}

function readClusters(
  refs: string[],
  project: string,
): FleetNamespace['clusters'] {
  return [...new Set(refs)].map(ref => {
    const parts = parseClusterRef(ref);
    if (!parts) {
      throw new InputError(
        `clusters has ${quoted(
          ref,
        )}; give refs of clusters as in 'my-fleet/europe-north1/prod'`,
      );
    }
    if (parts.project !== project) {
      throw new InputError(
        `clusters has ${quoted(
          ref,
        )}, which is not in the fleet ${project}; a scope has clusters of its own fleet only`,
      );
    }
    return { ref, location: parts.location, name: parts.name };
  });
}

function readOwner(owner: string | undefined): string | undefined {
  if (owner === undefined) {
    return undefined;
  }
  const remedy = `give a group or a user of the catalog, as in 'group:default/team-maps'`;
  try {
    const ref = parseEntityRef(owner);
    if (['group', 'user'].includes(ref.kind.toLocaleLowerCase('en-US'))) {
      return stringifyEntityRef(ref);
    }
  } catch {
    // Told below, like a ref of another kind.
  }
  throw new InputError(`owner is ${quoted(owner)}; ${remedy}`);
}

function readGroup(group: string): string {
  if (!EMAIL.test(group)) {
    throw new InputError(
      `group is ${quoted(
        group,
      )}; give the e-mail address of a Google group, as in 'maps@example.com'`,
    );
  }
  return group;
}

function readLabels(labels: Record<string, string>): Record<string, string> {
  const entries = Object.entries(labels);
  if (entries.length > MAX_LABELS) {
    throw new InputError(
      `labels has ${entries.length} entries; give at most ${MAX_LABELS}`,
    );
  }
  for (const [key, value] of entries) {
    if (!LABEL_KEY.test(key)) {
      throw new InputError(
        `labels has the key ${quoted(
          key,
        )}, which Kubernetes does not allow; give one as in 'team' or 'example.com/team'`,
      );
    }
    if (!LABEL_VALUE.test(value)) {
      throw new InputError(
        `labels.${key} is ${quoted(
          value,
        )}; use at most 63 letters, digits, dashes, dots and underscores`,
      );
    }
  }
  return Object.fromEntries(entries);
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
