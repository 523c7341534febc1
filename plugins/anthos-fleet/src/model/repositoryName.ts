/** A source of truth as people call it: `team/shop` of `https://github.com/team/shop.git`. */
export function repositoryName(address: string): string {
  const path = address
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
    .replace(/^[^@/]*@[^:/]*:/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
  const parts = path.split('/').filter(Boolean);
  return parts.slice(-2).join('/') || address;
}
