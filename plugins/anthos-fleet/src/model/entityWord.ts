/** The name in an entity ref, for reading: `team-tiles` of `group:default/team-tiles`. */
export function entityWord(entityRef: string): string {
  return entityRef.replace(/^[^:]*:/, '').replace(/^[^/]*\//, '') || entityRef;
}
