const CONFLICT =
  /The "([\w.:-]{1,255})" reconciler detected a management conflict with (?:the "([\w.:-]{1,255})"|another) reconciler/;

/** Says which syncs a management conflict is between, from the product's names for them. */
export function conflictingSyncs(message: string): string | undefined {
  const match = CONFLICT.exec(message.slice(0, 4096));
  if (!match) {
    return undefined;
  }
  const [, one, other] = match;
  return other && other !== 'UNKNOWN'
    ? `It is declared for ${syncOf(one)} and for ${syncOf(other)}.`
    : `It is declared for ${syncOf(one)} and for another sync.`;
}

// `:root` and `:root_NAME` are RootSyncs, `NAMESPACE` and `NAMESPACE_NAME` are RepoSyncs. Neither
// a name nor a namespace can have an underscore.
function syncOf(manager: string): string {
  const [scope, name] = manager.split('_');
  return scope === ':root'
    ? `the RootSync ${name ?? 'root-sync'}`
    : `the RepoSync ${name ?? 'repo-sync'} of the namespace ${scope}`;
}
