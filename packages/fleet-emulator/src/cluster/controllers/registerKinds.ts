import { kindOfDefinition } from '../KindRegistry';
import { KubeObject } from '../objects';
import type { ClusterObjects } from '../ClusterObjects';
import type { Controller } from './startControllers';

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';
const TEMPLATES = 'constrainttemplates.templates.gatekeeper.sh';

/**
 * A CustomResourceDefinition makes a kind, and takes it and all its objects along when it goes.
 * A ConstraintTemplate of Policy Controller makes the definition of its constraints.
 */
export const registerKinds: Controller = ({ type, kind, object }, cluster) => {
  if (kind.groupResource === DEFINITIONS) {
    if (type === 'deleted') {
      unregister(cluster, object);
    } else {
      register(cluster, object);
    }
  }
  if (kind.groupResource === TEMPLATES && type !== 'modified') {
    const name = constraintDefinition(object).metadata.name;
    const there = cluster.find(DEFINITIONS, name);
    if (type === 'added' && !there) {
      cluster.create(constraintDefinition(object));
    } else if (type === 'deleted' && there) {
      cluster.delete(DEFINITIONS, name);
    }
  }
};

function register(cluster: ClusterObjects, definition: KubeObject): void {
  cluster.kinds.add(kindOfDefinition(definition));
  if (definition.status?.conditions) {
    return;
  }
  const lastTransitionTime = cluster.timestamp();
  cluster.updateStatus({
    ...definition,
    status: {
      acceptedNames: definition.spec.names,
      conditions: [
        {
          type: 'NamesAccepted',
          status: 'True',
          reason: 'NoConflicts',
          message: 'no conflicts found',
          lastTransitionTime,
        },
        {
          type: 'Established',
          status: 'True',
          reason: 'InitialNamesAccepted',
          message: 'the initial names have been accepted',
          lastTransitionTime,
        },
      ],
      storedVersions: definition.spec.versions
        .filter((version: any) => version.storage)
        .map((version: any) => version.name),
    },
  });
}

function unregister(cluster: ClusterObjects, definition: KubeObject): void {
  const kind = cluster.kinds.find(definition.metadata.name);
  if (!kind?.custom) {
    return;
  }
  for (const object of cluster.all(kind.groupResource)) {
    cluster.drop(kind, object);
  }
  cluster.kinds.remove(kind);
}

function constraintDefinition({ metadata, spec }: KubeObject) {
  const kind: string = spec?.crd?.spec?.names?.kind ?? metadata.name;
  const plural = kind.toLowerCase();
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.constraints.gatekeeper.sh`,
      labels: { 'gatekeeper.sh/constraint': 'yes' },
    },
    spec: {
      group: 'constraints.gatekeeper.sh',
      scope: 'Cluster',
      names: {
        kind,
        plural,
        singular: plural,
        listKind: `${kind}List`,
        categories: ['constraint', 'constraints'],
      },
      versions: [
        {
          name: 'v1beta1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
          subresources: { status: {} },
        },
      ],
    },
  };
}
