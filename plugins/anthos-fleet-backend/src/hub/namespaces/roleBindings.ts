import { createHash } from 'node:crypto';
import { field } from '../../google/json';
import { idOf } from './ScopeCalls';

const MAX_ID = 63;
const ROLES = { view: 'VIEW', edit: 'EDIT', admin: 'ADMIN' } as const;

export type NamespaceRole = keyof typeof ROLES;

/** Google's word for a role. */
export function predefinedRole(role: NamespaceRole): string {
  return ROLES[role];
}

/** ID of the binding of a group, the same for every role: a group has one. */
export function roleBindingId(group: string): string {
  const email = group.toLocaleLowerCase('en-US');
  const digest = createHash('sha256').update(email).digest('hex').slice(0, 8);
  const readable = email
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_ID - digest.length - 'backstage--'.length)
    .replace(/^-+|-+$/g, '');
  return ['backstage', readable, digest].filter(Boolean).join('-');
}

/** What is to be done so that a group has a role, given the bindings of the scope. */
export function planRoleBinding(
  bindings: readonly unknown[],
  group: string,
  role: NamespaceRole,
): 'keep' | 'create' | 'update' {
  const email = group.toLocaleLowerCase('en-US');
  const its = bindings.filter(
    binding =>
      String(field(binding, 'group')).toLocaleLowerCase('en-US') === email,
  );
  if (
    its.some(
      binding =>
        field(binding, 'role', 'predefinedRole') === predefinedRole(role),
    )
  ) {
    return 'keep';
  }
  const id = roleBindingId(group);
  return its.some(binding => idOf(field(binding, 'name')) === id)
    ? 'update'
    : 'create';
}
