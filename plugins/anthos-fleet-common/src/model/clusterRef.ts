/**
 * The three parts that identify a cluster: fleet host project, location of the registration, name.
 *
 * @public
 */
export interface ClusterRef {
  project: string;
  location: string;
  name: string;
}

/**
 * Writes a cluster's identity as `project/location/name`.
 *
 * @public
 */
export function stringifyClusterRef(ref: ClusterRef): string {
  return `${ref.project}/${ref.location}/${ref.name}`;
}

const PART = /^[a-z0-9]([a-z0-9:._-]{0,61}[a-z0-9])?$/i;

/**
 * Reads `project/location/name`.
 *
 * @returns the parts, or undefined when the text is not such a ref
 * @public
 */
export function parseClusterRef(text: string): ClusterRef | undefined {
  const parts = text.split('/');
  if (parts.length !== 3 || !parts.every(part => PART.test(part))) {
    return undefined;
  }
  const [project, location, name] = parts;
  return { project, location, name };
}
