import { ClusterObjects } from '../ClusterObjects';
import { joinApiVersion, Json } from '../objects';
import { kindsIn, servedVersions } from './discovery';

/**
 * Just enough of OpenAPI v3 for kubectl: which versions have a document, and which of their kinds
 * can be patched with `fieldValidation` and `dryRun`. The schemas say that any field is taken.
 */
export function openApiIndex(cluster: ClusterObjects): Json {
  return {
    paths: Object.fromEntries(
      servedVersions(cluster).map(({ group, version }) => {
        const path = group ? `apis/${group}/${version}` : `api/${version}`;
        return [
          path,
          {
            serverRelativeURL: `/openapi/v3/${path}?hash=${cluster.kinds.generation}`,
          },
        ];
      }),
    ),
  };
}

const PATCH_PARAMETERS = ['dryRun', 'fieldManager', 'fieldValidation'].map(
  name => ({
    name,
    in: 'query',
    schema: { type: 'string', uniqueItems: true },
  }),
);

/** The document of one version; undefined when it is not served. */
export function openApiDocument(
  cluster: ClusterObjects,
  group: string,
  version: string,
): Json | undefined {
  const kinds = kindsIn(cluster, { group, version });
  if (kinds.length === 0) {
    return undefined;
  }
  const root = `/${group ? 'apis' : 'api'}/${joinApiVersion(group, version)}`;
  const schemaName = (kind: string) =>
    `${group || 'io.k8s.api.core'}.${version}.${kind}`;
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: cluster.version },
    paths: Object.fromEntries(
      kinds.map(kind => {
        const place = kind.namespaced ? '/namespaces/{namespace}' : '';
        const operation = {
          'x-kubernetes-group-version-kind': {
            group,
            version,
            kind: kind.kind,
          },
          parameters: PATCH_PARAMETERS,
          responses: { 200: { description: 'OK' } },
        };
        return [
          `${root}${place}/${kind.plural}/{name}`,
          { patch: { ...operation, 'x-kubernetes-action': 'patch' } },
        ];
      }),
    ),
    components: {
      schemas: Object.fromEntries(
        kinds.map(kind => [
          schemaName(kind.kind),
          {
            type: 'object',
            ...kind.schemas[version],
            'x-kubernetes-preserve-unknown-fields': true,
            'x-kubernetes-group-version-kind': [
              { group, version, kind: kind.kind },
            ],
          },
        ]),
      ),
    },
  };
}
