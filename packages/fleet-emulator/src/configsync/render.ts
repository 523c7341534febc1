import { parse, stringify } from 'yaml';
import { groupOf } from './identity';
import { ConfigSyncError, knv } from './knvErrors';
import { isObject, Json, parseFiles } from './parseFiles';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What of kustomize the emulator does itself. The rest fails, as a mistake would. */
const KNOWN_FIELDS = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'namespace',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'images',
]);

const MOST_KUSTOMIZATIONS = 100;

/** Kinds of the cluster that no namespace is written into. */
const CLUSTER_KINDS = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'Namespace',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
]);

class RenderProblem extends Error {}

export type Files = ReadonlyMap<string, string>;

export interface Rendered {
  /** What to parse, by path. Unchanged when there was nothing to render. */
  files: Files;
  /** Whether there was a kustomization. */
  needed: boolean;
  errors: ConfigSyncError[];
}

/** Resolves `..` and `.`; a step out of the repository leads nowhere. */
function join(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        throw new RenderProblem(
          `new root '${path}' cannot be absolute or outside the repository`,
        );
      }
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

function findKustomization(files: Files, folder: string): string | undefined {
  return NAMES.map(name => (folder ? `${folder}/${name}` : name)).find(path =>
    files.has(path),
  );
}

function textMap(value: unknown, field: string): Record<string, string> {
  if (value === undefined || value === null) {
    return {};
  }
  const valid =
    isObject(value) &&
    Object.values(value).every(entry => typeof entry === 'string');
  if (!valid) {
    throw new RenderProblem(
      `invalid Kustomization: ${field} must map text to text`,
    );
  }
  return value as Record<string, string>;
}

function list(value: unknown, field: string): any[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new RenderProblem(`invalid Kustomization: ${field} must be a list`);
  }
  return value;
}

/** Pod templates, wherever a kind keeps them. */
function templateOf(object: Json): Json | undefined {
  return (
    object.spec?.template ??
    object.spec?.jobTemplate?.spec?.template ??
    undefined
  );
}

function addLabels(
  object: Json,
  labels: Record<string, string>,
  deep: boolean,
) {
  if (!Object.keys(labels).length) {
    return;
  }
  object.metadata.labels = { ...object.metadata.labels, ...labels };
  const template = templateOf(object);
  if (!deep) {
    return;
  }
  if (isObject(template)) {
    template.metadata = {
      ...template.metadata,
      labels: { ...template.metadata?.labels, ...labels },
    };
  }
  if (object.kind === 'Service' && isObject(object.spec?.selector)) {
    object.spec.selector = { ...object.spec.selector, ...labels };
  } else if (isObject(object.spec?.selector?.matchLabels)) {
    object.spec.selector.matchLabels = {
      ...object.spec.selector.matchLabels,
      ...labels,
    };
  }
}

function setImages(object: Json, images: Json[]): void {
  const pod = templateOf(object)?.spec ?? object.spec;
  for (const container of [
    ...(pod?.containers ?? []),
    ...(pod?.initContainers ?? []),
  ]) {
    const [name] = String(container.image ?? '').split(/[@]|:(?=[^/]*$)/);
    const image = images.find(entry => entry.name === name);
    if (image) {
      const base = image.newName ?? name;
      container.image = image.digest
        ? `${base}@${image.digest}`
        : `${base}:${image.newTag ?? 'latest'}`;
    }
  }
}

function change(object: Json, kustomization: Json): Json {
  const changed = structuredClone(object);
  changed.metadata = { ...changed.metadata };
  const { namespace } = kustomization;
  if (namespace && !CLUSTER_KINDS.has(changed.kind)) {
    changed.metadata.namespace = namespace;
  }
  addLabels(changed, textMap(kustomization.commonLabels, 'commonLabels'), true);
  for (const entry of list(kustomization.labels, 'labels')) {
    addLabels(
      changed,
      textMap(entry.pairs, 'labels.pairs'),
      entry.includeSelectors === true,
    );
  }
  const annotations = textMap(
    kustomization.commonAnnotations,
    'commonAnnotations',
  );
  if (Object.keys(annotations).length) {
    changed.metadata.annotations = {
      ...changed.metadata.annotations,
      ...annotations,
    };
  }
  setImages(changed, list(kustomization.images, 'images'));
  return changed;
}

function readKustomization(files: Files, path: string): Json {
  let value: unknown;
  try {
    value = parse(files.get(path) ?? '', { maxAliasCount: 100 });
  } catch (error) {
    throw new RenderProblem(
      `invalid Kustomization: ${(error as Error).message.split('\n')[0]}`,
    );
  }
  if (!isObject(value)) {
    throw new RenderProblem('kustomization.yaml is empty');
  }
  const unknown = Object.keys(value).filter(field => !KNOWN_FIELDS.has(field));
  if (unknown.length) {
    throw new RenderProblem(
      `invalid Kustomization: json: unknown field "${
        unknown[0]
      }" (the emulator renders ${[...KNOWN_FIELDS].slice(3).join(', ')})`,
    );
  }
  return value;
}

function build(files: Files, folder: string, above: string[]): Json[] {
  const path = findKustomization(files, folder);
  if (!path) {
    throw new RenderProblem(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '/repo/source/${folder}'`,
    );
  }
  if (above.includes(folder) || above.length > MOST_KUSTOMIZATIONS) {
    throw new RenderProblem(`cycle detected: candidate root '${folder}'`);
  }
  const kustomization = readKustomization(files, path);
  const objects = list(kustomization.resources, 'resources').flatMap(entry => {
    const resource = join(folder, String(entry));
    const text = files.get(resource);
    if (text === undefined) {
      if ([...files.keys()].some(file => file.startsWith(`${resource}/`))) {
        return build(files, resource, [...above, folder]);
      }
      throw new RenderProblem(
        `accumulating resources: accumulation err='accumulating resources from '${entry}': open /repo/source/${resource}: no such file or directory'`,
      );
    }
    const parsed = parseFiles(new Map([[resource, text]]), '/repo/source');
    if (parsed.errors.length) {
      throw new RenderProblem(
        `accumulating resources: accumulation err='accumulating resources from '${entry}': ${
          parsed.errors[0].errorMessage.replace(/^KNV\d+: /, '').split('\n')[0]
        }'`,
      );
    }
    return parsed.objects.map(({ object }) => object);
  });
  return objects.map(object => change(object, kustomization));
}

/** Where kustomize would write an object. */
function fileName({ apiVersion, kind, metadata }: Json): string {
  const { group, version } = groupOf(apiVersion);
  return [...(group ? [group] : []), version, kind, metadata?.name ?? '']
    .join('_')
    .toLowerCase();
}

/**
 * Renders a folder that has a kustomization, in the part of kustomize that the README names.
 *
 * @param files - the whole repository
 * @param dir - the folder of the sync, without slashes at its ends
 */
export function render(files: Files, dir: string): Rendered {
  const inside = new Map(
    [...files].filter(([path]) => dir === '' || path.startsWith(`${dir}/`)),
  );
  const needed = [...inside.keys()].some(path =>
    NAMES.includes(path.split('/').at(-1) ?? ''),
  );
  if (!needed) {
    return { files: inside, needed, errors: [] };
  }
  const failed = (message: string) => ({
    files: new Map<string, string>(),
    needed,
    errors: [knv('1068', message)],
  });
  if (!findKustomization(files, dir)) {
    return failed(
      `Kustomization config file is missing from the sync directory /repo/source/${dir}. To fix, either add kustomization.yaml in the sync directory to trigger the rendering process, or remove kustomizaiton.yaml from all sub directories to skip rendering.`,
    );
  }
  try {
    const rendered = build(files, dir, []);
    return {
      files: new Map(
        rendered.map(object => [
          `${dir ? `${dir}/` : ''}${fileName(object)}.yaml`,
          stringify(object),
        ]),
      ),
      needed,
      errors: [],
    };
  } catch (error) {
    if (!(error instanceof RenderProblem)) {
      throw error;
    }
    return failed(
      `failed to run kustomize build in /repo/source/${dir}, stdout: : Error: ${error.message}`,
    );
  }
}
