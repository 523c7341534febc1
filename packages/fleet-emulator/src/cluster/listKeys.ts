import { isObject, Json } from './objects';

/**
 * Lists whose members are known by a key, and merge instead of replacing each other. Kubernetes
 * takes this from the schemas of its kinds; the emulator from the names of their fields.
 */
const KEYS: Record<string, readonly (readonly string[])[]> = {
  conditions: [['type']],
  containers: [['name']],
  env: [['name']],
  ephemeralContainers: [['name']],
  hostAliases: [['ip']],
  imagePullSecrets: [['name']],
  initContainers: [['name']],
  ownerReferences: [['uid']],
  // Of a container, or of a Service.
  ports: [
    ['containerPort', 'protocol'],
    ['port', 'protocol'],
  ],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  volumeMounts: [['mountPath']],
  volumes: [['name']],
  webhooks: [['name']],
};

const DEFAULTS: Json = { protocol: 'TCP' };

/** Lists of texts that merge like sets. */
const SETS = new Set(['finalizers']);

export function isSet(field: string): boolean {
  return SETS.has(field);
}

/** The keys of the members of a list, or undefined when the list is replaced as a whole. */
export function listKeys(
  field: string,
  list: readonly unknown[],
): readonly string[] | undefined {
  return KEYS[field]?.find(keys =>
    list.every(member => isObject(member) && member[keys[0]] !== undefined),
  );
}

/** What a member is known by: its key fields only. */
export function keyOf(member: unknown, keys: readonly string[]): Json {
  return Object.fromEntries(
    keys.map(key => [key, (member as Json)[key] ?? DEFAULTS[key]]),
  );
}

/** The key as text, to compare members. */
export function keyText(member: unknown, keys: readonly string[]): string {
  return JSON.stringify(keyOf(member, keys));
}
