interface Model {
  new (object: object): { validate(): void };
}

function pathOf(apiVersion: string, kind: string): string | undefined {
  const group = apiVersion.split('/')[0];
  if (/\.gke\.io$|^kustomize|^backstage/.test(group)) {
    return undefined;
  }
  if (group.endsWith('.istio.io')) {
    return `@kubernetes-models/istio/${apiVersion}/${kind}`;
  }
  return group.startsWith('gateway.')
    ? `@kubernetes-models/gateway-api/${apiVersion}/${kind}`
    : `kubernetes-models/${apiVersion}/${kind}`;
}

/**
 * Holds an object against the schema of its kind.
 *
 * @throws when it does not fit
 */
export async function validateObject(object: {
  apiVersion: string;
  kind: string;
}): Promise<void> {
  const path = pathOf(object.apiVersion, object.kind);
  if (path) {
    const models: Record<string, Model> = await import(path);
    new models[object.kind](object).validate();
  }
}
