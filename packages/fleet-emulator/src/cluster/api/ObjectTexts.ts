import { Json, KubeObject } from '../objects';

/** Members of lists of Kubernetes' own kinds do not say their kind; those of custom kinds do. */
export type TextForm = 'whole' | 'item' | 'partial';

/** Writes objects as JSON. They never change, so that each is written once in each form. */
export class ObjectTexts {
  private readonly texts = new WeakMap<KubeObject, Map<string, string>>();

  /**
   * @param served - the version in which somebody asked for it, such as `apps/v1`
   */
  write(object: KubeObject, served: string, form: TextForm): string {
    const apiVersion = form === 'partial' ? 'meta.k8s.io/v1' : served;
    const key = `${form} ${apiVersion}`;
    let texts = this.texts.get(object);
    if (!texts) {
      texts = new Map();
      this.texts.set(object, texts);
    }
    let text = texts.get(key);
    if (text === undefined) {
      text = JSON.stringify(shaped(object, apiVersion, form));
      texts.set(key, text);
    }
    return text;
  }
}

function shaped(object: KubeObject, apiVersion: string, form: TextForm): Json {
  if (form === 'partial') {
    const { metadata } = object;
    return { kind: 'PartialObjectMetadata', apiVersion, metadata };
  }
  const { apiVersion: _, kind, ...rest } = object;
  return form === 'item' ? rest : { kind, apiVersion, ...rest };
}
