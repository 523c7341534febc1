import { checkPodSecurity } from './admission/podSecurity';
import type { ClusterObjects } from './ClusterObjects';
import { Admission } from './clusterOptions';
import { Kind } from './Kind';
import { fieldErrors, KubeError } from './KubeError';
import { checkLimitRanges } from './limitRanges';
import { KubeObject } from './objects';
import { checkQuotas, Usage, usageOf } from './quota';
import { checkEscalation } from './rbac/escalation';
import { validateObject } from './validate';

type AdmissionRequest = Parameters<Admission>[0];

/** Everything that may refuse a write: rules of kinds, namespaces, quotas, and who asked to. */
export class AdmissionChain {
  private readonly admissions = new Set<Admission>();

  constructor(private readonly cluster: ClusterObjects) {}

  add(admission: Admission): () => void {
    this.admissions.add(admission);
    return () => this.admissions.delete(admission);
  }

  /** @throws KubeError */
  admit(request: AdmissionRequest): void {
    const { operation, kind, object, before, user } = request;
    if (operation === 'CREATE') {
      this.checkNamespace(kind, object);
    }
    if (operation !== 'DELETE') {
      this.check(kind, object, before);
    }
    if (operation !== 'DELETE' && user) {
      checkEscalation(this.cluster.rights, { kind, object, before, user });
    }
    checkPodSecurity(this.cluster, request);
    if (operation === 'CREATE' && kind.groupResource === 'pods') {
      const { namespace } = object.metadata;
      checkLimitRanges(
        kind,
        object,
        this.cluster.all('limitranges', namespace),
      );
    }
    if (operation === 'CREATE' && kind.namespaced) {
      this.checkQuotas(kind, object);
    }
    this.admissions.forEach(admission => admission(request));
  }

  private check(kind: Kind, object: KubeObject, before?: KubeObject): void {
    const causes = validateObject(kind, object, before);
    const added = (object.metadata.finalizers ?? []).filter(
      name => !before?.metadata.finalizers?.includes(name),
    );
    if (before?.metadata.deletionTimestamp && added.length > 0) {
      causes.push(
        fieldErrors.forbidden(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added
            .map(name => JSON.stringify(name))
            .join(', ')}}`,
        ),
      );
    }
    if (causes.length > 0) {
      throw KubeError.invalid(kind, object.metadata.name, causes);
    }
  }

  private checkNamespace(kind: Kind, { metadata }: KubeObject): void {
    if (!kind.namespaced) {
      return;
    }
    if (!metadata.namespace) {
      throw KubeError.badRequest(
        'an empty namespace may not be set during creation',
      );
    }
    const namespace = this.cluster.get('namespaces', metadata.namespace);
    if (namespace.metadata.deletionTimestamp) {
      const why = `namespace ${metadata.namespace} is being terminated`;
      throw new KubeError(
        'Forbidden',
        `${kind.groupResource} "${metadata.name}" is forbidden: unable to create new content in namespace ${metadata.namespace} because it is being terminated`,
        {
          name: metadata.name,
          ...(kind.group ? { group: kind.group } : {}),
          kind: kind.plural,
          causes: [
            {
              reason: 'NamespaceTerminating',
              message: why,
              field: 'metadata.namespace',
            },
          ],
        },
      );
    }
  }

  private checkQuotas(kind: Kind, object: KubeObject): void {
    const { namespace } = object.metadata;
    checkQuotas(
      kind,
      object,
      this.cluster.all('resourcequotas', namespace),
      names => this.usage(kind, namespace, names),
    );
  }

  private usage(
    kind: Kind,
    namespace: string | undefined,
    names: string[],
  ): Usage {
    const sum: Usage = {};
    for (const object of this.cluster.all(kind.groupResource, namespace)) {
      const usage = usageOf(kind, object);
      names.forEach(name => {
        sum[name] = (sum[name] ?? 0) + (usage[name] ?? 0);
      });
    }
    return sum;
  }
}
