import { InputError } from '@backstage/errors';
import { shown } from '../../common';

/** An image, in the parts that kustomize knows. */
export interface Image {
  name: string;
  tag?: string;
  digest?: string;
}

const IMAGE =
  /^(?<name>[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;
const LONGEST = 400;

/** @throws InputError for what is no image, or can mean another one tomorrow */
export function readImage(text: string): Image {
  const groups = text.length <= LONGEST ? IMAGE.exec(text)?.groups : undefined;
  if (!groups) {
    throw new InputError(
      `image: ${shown(
        text,
      )} is no image; give one as in registry.example.com/team/api:1.4.2`,
    );
  }
  const { name, tag, digest } = groups;
  if (!digest && (!tag || tag === 'latest')) {
    throw new InputError(
      `image: ${shown(
        text,
      )} means another image tomorrow; give it a tag other than latest, or a digest`,
    );
  }
  return { name, ...(tag && { tag }), ...(digest && { digest }) };
}

/** The image in another registry: the same path below it. */
export function inRegistry(name: string, registry: string): string {
  const [first, ...rest] = name.split('/');
  // Docker's rule: the first part is a host if it could not be anything else.
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  return [registry, ...(hasHost ? rest : [first, ...rest])].join('/');
}
