import { z } from 'zod';
import { HubRoute } from './call';
import { HubError } from './errors';
import { Operations } from './Operations';
import { labelsSchema } from './resourceInput';
import { ResourceKind, ResourceRoutes } from './resourceRoutes';
import { ScopeRoleBinding, ScopeStore } from './ScopeStore';

const roleSchema = z
  .object({
    predefinedRole: z.enum(['ADMIN', 'EDIT', 'VIEW']).optional(),
    customRole: z.string().min(1).optional(),
  })
  .refine(
    ({ predefinedRole, customRole }) =>
      Boolean(predefinedRole) !== Boolean(customRole),
    'set either predefined_role or custom_role',
  );

const bodySchema = z
  .object({
    labels: labelsSchema.default({}),
    user: z.string().min(1).optional(),
    group: z.string().min(1).optional(),
    role: roleSchema,
  })
  .refine(
    ({ user, group }) => Boolean(user) !== Boolean(group),
    'set either user or group',
  );

/**
 * Who may do what in the namespaces of a scope: the methods of the API.
 *
 * @param customRoles - ClusterRoles that the fleet allows beside Kubernetes' own
 */
export function scopeRoleBindingRoutes(
  store: ScopeStore,
  operations: Operations,
  customRoles: () => readonly string[],
): HubRoute[] {
  const requireRole = ({ customRole }: ScopeRoleBinding['role']) => {
    if (customRole && !customRoles().includes(customRole)) {
      throw new HubError(
        'FAILED_PRECONDITION',
        `Custom role '${customRole}' is not in the allowed custom roles of the feature rbacrolebindingactuation`,
      );
    }
  };
  const kind: ResourceKind<ScopeRoleBinding, z.output<typeof bodySchema>> = {
    path: '/projects/:project/locations/:location/scopes/:scope/rbacrolebindings',
    param: 'rolebinding',
    method: 'scopes.rbacrolebindings',
    permission: 'gkehub.rbacrolebindings',
    type: 'RBACRoleBinding',
    listField: 'rbacrolebindings',
    idParameter: 'rbacrolebindingId',
    idField: 'rbacrolebinding_id',
    bodyField: 'rbacrolebinding',
    body: bodySchema,
    fields: ['labels', 'user', 'group', 'role'],
    list: call => store.require(call).roleBindings.list(),
    find: (call, id) => store.require(call).roleBindings.get(id),
    nameOf: ({ params }, id) =>
      store.nameOf(params.scope, 'rbacrolebindings', id),
    message: ({ user, group, role }) => ({ user, group, role }),
    add(call, base, body) {
      requireRole(body.role);
      return store.require(call).roleBindings.add({ ...base, ...body });
    },
    checkUpdate: (_, { role }) => requireRole(role),
  };
  return new ResourceRoutes(kind, store, operations).routes();
}
