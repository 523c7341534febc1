import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import { parseAllDocuments } from 'yaml';
import { shown, type Owner, type WorkspaceFolder } from '../../common';
import { ANNOTATION_OWNER, type TextFile } from '../../manifests';

const REMEDY = 'choose another name, or ask them';

/** Whether somebody has the namespace already: nobody, or the same owner. */
export type Taken = 'free' | 'ours';

/**
 * Asks the fleet whose a namespace is.
 *
 * @throws ConflictError that names its owner
 */
export async function checkTakenInFleet(
  name: string,
  owner: Owner,
  {
    fleet,
    credentials,
    logger,
    signal,
  }: {
    fleet: Pick<AnthosFleetService, 'getNamespace'>;
    credentials: BackstageCredentials;
    logger: LoggerService;
    signal?: AbortSignal;
  },
): Promise<Taken> {
  const { clusters, owners, unknownOn, totalUnknown } =
    await fleet.getNamespace(name, { credentials, signal });
  const others = owners.filter(other => other !== owner.ref);
  if (others.length) {
    throw new ConflictError(
      `name: the namespace ${name} belongs to ${others.join(', ')}; ${REMEDY}`,
    );
  }
  if (clusters.length && !owners.length) {
    throw new ConflictError(
      `name: the namespace ${name} exists on ${clusters
        .slice(0, 3)
        .map(({ cluster }) => cluster)
        .join(
          ', ',
        )}, and nobody is known to own it; choose another name, or have its owner written on it`,
    );
  }
  if (totalUnknown) {
    logger.warn(
      `Whether ${name} is taken is not known on ${totalUnknown} clusters, whose namespaces could not be read: ${unknownOn.join(
        ', ',
      )}${totalUnknown > unknownOn.length ? ' and others' : ''}`,
    );
  }
  return clusters.length ? 'ours' : 'free';
}

/**
 * Looks at the manifests that are about to be replaced.
 *
 * @throws ConflictError when one is a namespace of somebody else
 */
export async function checkTakenInFolder(
  files: readonly TextFile[],
  name: string,
  {
    folder,
    owner,
    ownerLabel,
  }: {
    folder: WorkspaceFolder;
    owner: Owner;
    ownerLabel: { key: string; value: string };
  },
): Promise<void> {
  for (const { path } of files) {
    const text = await folder.read(path);
    for (const metadata of text === undefined ? [] : namespacesIn(text)) {
      const annotated = metadata.annotations?.[ANNOTATION_OWNER];
      const labelled = metadata.labels?.[ownerLabel.key];
      const found = annotated ?? labelled;
      const ours = annotated
        ? annotated === owner.ref
        : labelled === ownerLabel.value;
      if (metadata.name !== name || !ours) {
        throw new ConflictError(
          `name: ${path} is there already, for the namespace ${shown(
            String(metadata.name),
          )} of ${
            found === undefined ? 'nobody in particular' : shown(String(found))
          }; ${REMEDY}`,
        );
      }
    }
  }
}

interface FoundMetadata {
  name?: unknown;
  labels?: Record<string, unknown>;
  annotations?: Record<string, unknown>;
}

function namespacesIn(text: string): FoundMetadata[] {
  return parseAllDocuments(text).flatMap(document => {
    const object: unknown = document.errors.length
      ? undefined
      : document.toJS();
    return isNamespace(object) ? [object.metadata] : [];
  });
}

function isNamespace(object: unknown): object is { metadata: FoundMetadata } {
  return (
    typeof object === 'object' &&
    object !== null &&
    'kind' in object &&
    object.kind === 'Namespace' &&
    'metadata' in object &&
    typeof object.metadata === 'object' &&
    object.metadata !== null
  );
}
