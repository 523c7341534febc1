import { isObject, Json } from '../parseFiles';
import { objectList, plainList, RenderProblem, textMap } from './kustomization';

/** Kinds of the cluster that no namespace is written into. */
const CLUSTER_KINDS = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
]);

/** Kinds that have replicas for kustomize. */
const SCALED = [
  'Deployment',
  'ReplicationController',
  'ReplicaSet',
  'StatefulSet',
];

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
  { selectors, templates }: { selectors: boolean; templates: boolean },
) {
  if (!Object.keys(labels).length) {
    return;
  }
  object.metadata.labels = { ...object.metadata.labels, ...labels };
  const template = templateOf(object);
  if ((selectors || templates) && isObject(template)) {
    template.metadata = {
      ...template.metadata,
      labels: { ...template.metadata?.labels, ...labels },
    };
  }
  if (!selectors) {
    return;
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
    const [, name, version = ''] =
      /^(.*?)((?::[^:/@]+)?(?:@.+)?)$/.exec(String(container.image ?? '')) ??
      [];
    const image = images.find(entry => entry.name === name);
    if (image) {
      const { newName = name, newTag, digest } = image;
      const chosen = digest ? `@${digest}` : `:${newTag}`;
      container.image = `${newName}${digest || newTag ? chosen : version}`;
    }
  }
}

function setReplicas(objects: Json[], replicas: Json[]): void {
  for (const { name, count } of replicas) {
    const meant = objects.filter(
      object => SCALED.includes(object.kind) && object.metadata.name === name,
    );
    if (!meant.length) {
      throw new RenderProblem(
        `resource with name ${name} does not match a config with the following GVK [${SCALED.map(
          kind => `${kind}.[noVer].[noGrp]`,
        ).join(' ')}]`,
      );
    }
    for (const object of meant) {
      object.spec = { ...object.spec, replicas: count };
    }
  }
}

/**
 * What a kustomization does to all of its objects, once they are patched. Changes the objects.
 */
export function transform(objects: Json[], kustomization: Json): void {
  const { namespace } = kustomization;
  const common = textMap(kustomization.commonLabels, 'commonLabels');
  const labels = objectList(kustomization.labels, 'labels');
  const annotations = textMap(
    kustomization.commonAnnotations,
    'commonAnnotations',
  );
  const images = objectList(kustomization.images, 'images');
  for (const object of objects) {
    if (namespace && !CLUSTER_KINDS.has(object.kind)) {
      object.metadata.namespace = namespace;
    }
    addLabels(object, common, { selectors: true, templates: true });
    for (const entry of labels) {
      addLabels(object, textMap(entry.pairs, 'labels.pairs'), {
        selectors: entry.includeSelectors === true,
        templates: entry.includeTemplates === true,
      });
    }
    if (Object.keys(annotations).length) {
      object.metadata.annotations = {
        ...object.metadata.annotations,
        ...annotations,
      };
    }
    setImages(object, images);
  }
  setReplicas(objects, objectList(kustomization.replicas, 'replicas'));
}

/** The files and folders that a kustomization begins with. */
export function resourcesOf(kustomization: Json): string[] {
  return [
    ...plainList(kustomization.resources, 'resources'),
    // The old name for folders.
    ...plainList(kustomization.bases, 'bases'),
  ].map(String);
}
