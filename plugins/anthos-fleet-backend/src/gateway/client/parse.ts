import type { Answer } from '../../google/boundedFetch';
import { asObject, asText, field, type JsonObject } from '../../google/json';
import { isDeeperThan } from '../../google/nesting';
import { textOfHtml } from '../../google/text';
import { SETTING } from './attempt';
import { GatewayProblem } from './GatewayProblem';

// What Kubernetes itself accepts is not near as deep.
const MAX_DEPTH = 100;

/**
 * Parses an answer of the gateway or of a cluster.
 *
 * @throws GatewayProblem when it is anything but a JSON object of a reasonable shape
 */
export function parseAnswer({ text, headers }: Answer): JsonObject {
  const type = asText(headers.get('content-type'), 80) ?? 'no content type';
  if (!/json/i.test(type)) {
    throw notJson(type, text);
  }
  if (isDeeperThan(text, MAX_DEPTH)) {
    throw new GatewayProblem(
      'invalid',
      `The answer is nested more than ${MAX_DEPTH} levels deep and was not read`,
      { refusedBy: 'api-server' },
    );
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Told below with what it is instead.
  }
  const object = asObject(parsed);
  if (!object) {
    throw notJson(type, text);
  }
  return object;
}

function notJson(type: string, text: string): GatewayProblem {
  const begin = asText(textOfHtml(text), 120);
  return new GatewayProblem(
    'invalid',
    `The answer is no JSON object (${type})${
      begin ? `; it begins: ${begin}` : ''
    }`,
    {
      refusedBy: 'gateway',
      remedy: `See whether a proxy or a sign-in page stands in between, and whether ${SETTING} is the address of the Connect Gateway`,
    },
  );
}

/** A page of a list of objects. */
export interface ListPage {
  items: readonly unknown[];
  /** Where the next page begins. */
  continueToken?: string;
}

const MAX_TOKEN = 8 * 1024;

/**
 * Reads a page of a list. Anything that is no such list is refused, because an empty list means
 * that there is nothing, and only the cluster may say that.
 *
 * @param group - API group and version of the objects, as in `kpt.dev/v1alpha1`
 */
export function readListPage(body: JsonObject, group: string): ListPage {
  const kind = field(body, 'kind');
  const items = field(body, 'items');
  const its = field(body, 'apiVersion');
  const isMetadata =
    kind === 'PartialObjectMetadataList' &&
    /^meta\.k8s\.io\//.test(String(its));
  if (
    typeof kind !== 'string' ||
    !kind.endsWith('List') ||
    (its !== group && !isMetadata) ||
    !(Array.isArray(items) || items === null)
  ) {
    throw new GatewayProblem(
      'invalid',
      `The cluster's answer is no list of ${group}`,
      { refusedBy: 'api-server' },
    );
  }
  const token = field(body, 'metadata', 'continue') ?? '';
  if (typeof token !== 'string' || token.length > MAX_TOKEN) {
    throw new GatewayProblem(
      'invalid',
      "The cluster's list has no usable token for its next page",
      { refusedBy: 'api-server' },
    );
  }
  return { items: items ?? [], ...(token && { continueToken: token }) };
}
