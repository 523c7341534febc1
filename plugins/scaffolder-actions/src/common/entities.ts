import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_NAMESPACE,
  ANNOTATION_SERVICE_ACCOUNT,
} from 'backstage-plugin-anthos-fleet-common';
import { checkEmail, checkLabel, checkObjectName, shown } from './fields';

/** Reads entities with the rights of whoever started the task. */
export interface EntityReader {
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  credentials: BackstageCredentials;
}

/** A group that owns something. */
export interface Owner {
  /** Entity ref. */
  ref: string;
  name: string;
  email?: string;
}

/** A component, as far as the mesh knows it. */
export interface MeshComponent {
  /** Entity ref. */
  entity: string;
  namespaces: string[];
  serviceAccount?: string;
}

const MOST_NEIGHBOURS = 100;

/** Writes a ref whole, and refuses what is none. */
export function checkEntityRef(
  text: string,
  field: string,
  defaultKind: string,
): string {
  try {
    const ref = parseEntityRef(text, {
      defaultKind,
      defaultNamespace: 'default',
    });
    const parts = [ref.kind, ref.namespace, ref.name];
    if (parts.every(part => /^[a-z0-9]([-\w.]{0,61}[a-z0-9])?$/i.test(part))) {
      return stringifyEntityRef(ref);
    }
  } catch {
    // Refused below, with the name of the field.
  }
  throw new InputError(
    `${field}: ${shown(
      text,
    )} is no entity; give one as in ${defaultKind}:default/name`,
  );
}

async function findEntity(
  ref: string,
  field: string,
  { catalog, credentials }: EntityReader,
): Promise<Entity> {
  const entity = await catalog.getEntityByRef(ref, { credentials });
  if (!entity) {
    throw new InputError(
      `${field}: ${ref} is not in the catalog, or you may not see it; choose another one`,
    );
  }
  return entity;
}

/** The group that owns what is made. */
export async function findOwner(
  text: string,
  reader: EntityReader,
): Promise<Owner> {
  const ref = checkEntityRef(text, 'owner', 'group');
  if (!ref.startsWith('group:')) {
    throw new InputError(`owner: ${ref} is no group; choose the team`);
  }
  const { metadata, spec } = await findEntity(ref, 'owner', reader);
  const profile = spec?.profile;
  const email =
    typeof profile === 'object' && profile !== null && 'email' in profile
      ? profile.email
      : undefined;
  return {
    ref,
    name: metadata.name,
    ...(typeof email === 'string' && email && { email }),
  };
}

/** Address of the Google group of a team: the one that was given, or the team's in the catalog. */
export function groupOf(owner: Owner, given: string | undefined): string {
  if (given !== undefined) {
    return checkEmail(given, 'group');
  }
  if (owner.email === undefined) {
    throw new InputError(
      `group: ${owner.ref} has no e-mail address in the catalog (spec.profile.email); add it there, or give the address of the team's Google group`,
    );
  }
  return checkEmail(owner.email, `group: spec.profile.email of ${owner.ref}`);
}

/** An entity that has to be there, such as a system. */
export async function findRef(
  text: string,
  field: string,
  defaultKind: string,
  reader: EntityReader,
): Promise<string> {
  const ref = checkEntityRef(text, field, defaultKind);
  await findEntity(ref, field, reader);
  return ref;
}

/** Components by their refs, each once, in the order of the refs. */
export async function findComponents(
  texts: readonly string[],
  field: string,
  reader: EntityReader,
): Promise<MeshComponent[]> {
  if (texts.length > MOST_NEIGHBOURS) {
    throw new InputError(
      `${field}: ${texts.length} are chosen; choose at most ${MOST_NEIGHBOURS}`,
    );
  }
  const refs = texts.map(text => checkEntityRef(text, field, 'component'));
  const components: MeshComponent[] = [];
  for (const ref of [...new Set(refs)].sort()) {
    components.push(readComponent(await findEntity(ref, field, reader), field));
  }
  return components;
}

function readComponent(entity: Entity, field: string): MeshComponent {
  const ref = stringifyEntityRef(entity);
  const { annotations = {} } = entity.metadata;
  const names =
    annotations[ANNOTATION_NAMESPACE] ??
    annotations[ANNOTATION_KUBERNETES_NAMESPACE] ??
    '';
  const namespaces = names
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  if (!namespaces.length) {
    throw missing(
      field,
      ref,
      ANNOTATION_NAMESPACE,
      'the namespace that it runs in',
    );
  }
  const account = annotations[ANNOTATION_SERVICE_ACCOUNT]?.trim();
  return {
    entity: ref,
    namespaces: namespaces.map(name =>
      checkLabel(
        name,
        `${field}: annotation ${ANNOTATION_NAMESPACE} of ${ref}`,
      ),
    ),
    ...(account && {
      serviceAccount: checkObjectName(
        account,
        `${field}: annotation ${ANNOTATION_SERVICE_ACCOUNT} of ${ref}`,
      ),
    }),
  };
}

function missing(field: string, ref: string, annotation: string, what: string) {
  return new InputError(
    `${field}: ${ref} has no identity in the mesh; add the annotation ${annotation} (${what}) to its entity`,
  );
}

/** A component that can be told from all others in the mesh. */
export function requireIdentity(
  component: MeshComponent,
  field: string,
): MeshComponent & { serviceAccount: string } {
  const { entity, serviceAccount } = component;
  if (serviceAccount === undefined) {
    throw missing(
      field,
      entity,
      ANNOTATION_SERVICE_ACCOUNT,
      'the service account that it runs as',
    );
  }
  if (serviceAccount === 'default') {
    throw new InputError(
      `${field}: ${entity} runs as the service account default, which it shares with everything else in its namespace; give it one of its own`,
    );
  }
  return { ...component, serviceAccount };
}
