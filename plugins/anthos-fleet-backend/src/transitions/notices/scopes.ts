/** What one notification is about: one cause, however many clusters it is on. */
export type NoticeScope =
  | { kind: 'error-group'; fingerprint: string }
  | { kind: 'silent-clusters'; fleet: string };

/** The scope as the outbox and Backstage's notifications know it. */
export function stringifyScope(scope: NoticeScope): string {
  return scope.kind === 'error-group'
    ? `${scope.kind}:${scope.fingerprint}`
    : `${scope.kind}:${scope.fleet}`;
}

export function parseScope(text: string): NoticeScope | undefined {
  const at = text.indexOf(':');
  const [kind, id] = [text.slice(0, at), text.slice(at + 1)];
  switch (kind) {
    case 'error-group':
      return { kind, fingerprint: id };
    case 'silent-clusters':
      return { kind, fleet: id };
    default:
      return undefined;
  }
}
