import { ClusterObjects } from '../ClusterObjects';
import { Kind } from '../Kind';
import { joinApiVersion, KubeObject } from '../objects';
import { negotiate } from './accept';
import { json, KubeResponse } from './messages';
import { ObjectTexts, TextForm } from './ObjectTexts';
import { Call } from './readRequest';
import { tableOf } from './tables';
import { watch } from './watch';

type Form = 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList';

const FORMS: readonly Form[] = [
  'Table',
  'PartialObjectMetadata',
  'PartialObjectMetadataList',
];

/** Writes objects in the form that a request asks for: whole, their metadata, or a table. */
export class ObjectAnswers {
  private readonly texts = new ObjectTexts();

  constructor(
    private readonly cluster: ClusterObjects,
    private readonly now: () => number,
  ) {}

  list(call: Call): KubeResponse {
    const { request, info, kind } = call;
    const { query } = request;
    const page = this.cluster.list(kind.groupResource, {
      namespace: kind.namespaced ? info.namespace : undefined,
      labelSelector: query.get('labelSelector') ?? undefined,
      fieldSelector: query.get('fieldSelector') ?? undefined,
      limit: Number(query.get('limit')) || 0,
      continue: query.get('continue') ?? undefined,
    });
    const { items, ...rest } = page;
    const metadata = { ...rest };
    const { as } = negotiate(request.headers.accept, FORMS);
    if (as === 'Table') {
      return json(tableOf(this.cluster, kind, items, metadata, this.now()));
    }
    const partial = as !== undefined;
    const head = partial
      ? { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1' }
      : {
          kind: `${kind.kind}List`,
          apiVersion: joinApiVersion(kind.group, String(info.version)),
        };
    const form = partial ? 'partial' : memberForm(kind);
    const texts = items.map(item => this.write(call, item, form));
    return json(
      `{"kind":"${head.kind}","apiVersion":"${
        head.apiVersion
      }","metadata":${JSON.stringify(metadata)},"items":[${texts.join(',')}]}`,
    );
  }

  watch(call: Call): KubeResponse {
    const { request, info, kind } = call;
    const { as } = negotiate(request.headers.accept, FORMS);
    return watch(this.cluster, kind, {
      namespace: kind.namespaced ? info.namespace : undefined,
      query: request.query,
      write: object =>
        as === 'Table'
          ? JSON.stringify(
              tableOf(
                this.cluster,
                kind,
                [object],
                { resourceVersion: object.metadata.resourceVersion },
                this.now(),
              ),
            )
          : this.write(call, object, as === undefined ? 'whole' : 'partial'),
    });
  }

  private write({ info }: Call, object: KubeObject, form: TextForm): string {
    const served = joinApiVersion(String(info.group), String(info.version));
    return this.texts.write(object, served, form);
  }

  one(call: Call, object: KubeObject, status = 200): KubeResponse {
    const { as } = negotiate(call.request.headers.accept, FORMS);
    if (as === 'Table') {
      return json(
        tableOf(
          this.cluster,
          call.kind,
          [object],
          { resourceVersion: object.metadata.resourceVersion },
          this.now(),
        ),
        status,
      );
    }
    const form = as === undefined ? 'whole' : 'partial';
    return json(this.write(call, object, form), status);
  }
}

function memberForm({ custom }: Kind): TextForm {
  return custom ? 'whole' : 'item';
}
