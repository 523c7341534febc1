import { lazyField } from './lazyField';
import {
  callerPickerSchema,
  clusterPickerSchema,
  groupPickerSchema,
  namespaceNameSchema,
  type CallerPickerProps,
  type ClusterPickerProps,
  type GroupPickerProps,
  type NamespaceNameProps,
} from './schemas';
import type { Validate } from './validation/types';

/** Clusters to choose from. */
export const clusterPicker = {
  name: 'AnthosFleetClusterPicker',
  schema: clusterPickerSchema,
  component: lazyField<ClusterPickerProps>(() =>
    import('./fields/ClusterPicker').then(m => m.ClusterPicker),
  ),
  validation: async (...args: Parameters<Validate>) =>
    (await import('./validation/validateClusters')).validateClusters(...args),
};

/** The name of a namespace. */
export const namespaceName = {
  name: 'AnthosFleetNamespaceName',
  schema: namespaceNameSchema,
  component: lazyField<NamespaceNameProps>(() =>
    import('./fields/NamespaceName').then(m => m.NamespaceName),
  ),
  validation: async (...args: Parameters<Validate>) =>
    (await import('./validation/validateNamespaceName')).validateNamespaceName(
      ...args,
    ),
};

/** Services that call, or are called. */
export const callerPicker = {
  name: 'AnthosFleetCallerPicker',
  schema: callerPickerSchema,
  component: lazyField<CallerPickerProps>(() =>
    import('./fields/CallerPicker').then(m => m.CallerPicker),
  ),
  validation: async (...args: Parameters<Validate>) =>
    (await import('./validation/validateCallers')).validateCallers(...args),
};

/** The group that owns what is made. */
export const groupPicker = {
  name: 'AnthosFleetGroupPicker',
  schema: groupPickerSchema,
  component: lazyField<GroupPickerProps>(() =>
    import('./fields/GroupPicker').then(m => m.GroupPicker),
  ),
  validation: async (...args: Parameters<Validate>) =>
    (await import('./validation/validateGroup')).validateGroup(...args),
};
