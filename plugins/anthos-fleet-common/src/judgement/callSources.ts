import type { ObservedCallSource } from '../model/namespaceReading';
import type { Caller } from '../schema/openapi';

const PRINCIPAL = /^[^/]+\/ns\/([^/*]+)\/(?:sa\/([^/*]+|\*)|\*)$/;

/** One caller is another when all but its conditions is the same. */
export function callerKey({ kind, namespace, name, text }: Caller): string {
  return [kind, namespace, name, text].map(part => part ?? '').join('\n');
}

/** Who calls by one entry of a policy in a namespace: the narrowest that it names. */
export function callersOf(
  source: ObservedCallSource,
  namespace: string,
  conditional: boolean,
): Caller[] {
  const { principals, serviceAccounts, namespaces, addresses, tokens } = source;
  const named = [
    principals?.map(readPrincipal),
    serviceAccounts?.map(account => readAccount(account, namespace)),
    namespaces?.map(readNamespace),
    addresses?.map(text => ({ kind: 'addresses' as const, text })),
    tokens?.map(text => ({ kind: 'token' as const, text })),
  ].filter(list => list !== undefined);
  const [narrowest = [{ kind: 'everyone' as const }], ...others] = named;
  const narrowed =
    conditional ||
    others.length > 0 ||
    source.narrowed === true ||
    hasExceptions(source);
  return narrowest.map(caller => ({ ...caller, conditional: narrowed }));
}

/** Whom an entry of a policy leaves out, when it names nobody but these. */
export function onlyExceptions(
  source: ObservedCallSource,
): Caller[] | undefined {
  const { notPrincipals, notNamespaces, narrowed, ...named } = source;
  return hasExceptions(source) && !narrowed && Object.keys(named).length === 0
    ? [
        ...(notPrincipals ?? []).map(readPrincipal),
        ...(notNamespaces ?? []).map(readNamespace),
      ].map(caller => ({ ...caller, conditional: false }))
    : undefined;
}

function hasExceptions({ notPrincipals, notNamespaces }: ObservedCallSource) {
  return notPrincipals !== undefined || notNamespaces !== undefined;
}

type Named = Omit<Caller, 'conditional'>;

function readPrincipal(text: string): Named {
  if (text === '*') {
    return { kind: 'mesh' };
  }
  const [, namespace, name] = PRINCIPAL.exec(text) ?? [];
  if (!namespace) {
    return { kind: 'other', text };
  }
  return !name || name === '*'
    ? { kind: 'namespace', namespace }
    : { kind: 'service-account', namespace, name };
}

function readAccount(text: string, ownNamespace: string): Named {
  const [first, second, ...rest] = text.split('/');
  if (rest.length > 0 || text.includes('*')) {
    return { kind: 'other', text };
  }
  return second === undefined
    ? { kind: 'service-account', namespace: ownNamespace, name: first }
    : { kind: 'service-account', namespace: first, name: second };
}

function readNamespace(text: string): Named {
  if (text === '*') {
    return { kind: 'mesh' };
  }
  return text.includes('*')
    ? { kind: 'other', text }
    : { kind: 'namespace', namespace: text };
}
