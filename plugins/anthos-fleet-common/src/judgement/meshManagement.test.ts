import type { MeshManagement } from '../schema/openapi';
import {
  judgeMeshManagement,
  type MeshManagementFacts,
} from './meshManagement';

it.each<[string, Partial<MeshManagementFacts>, MeshManagement]>([
  [
    'the fleet runs it',
    { mesh: { managed: true, state: 'active' } },
    'managed',
  ],
  [
    'the cluster has a managed control plane that the fleet does not tell of',
    { revisions: [{ name: 'asm-managed-rapid' }] },
    'managed',
  ],
  [
    'the type of the control plane says so',
    { revisions: [{ name: 'x', type: 'managed_service' }] },
    'managed',
  ],
  [
    'a control plane of another type is there',
    { revisions: [{ name: 'asm-managed', type: 'other' }] },
    'in-cluster',
  ],
  [
    'namespaces name a version of Google',
    { injected: ['asm-1313-9'] },
    'in-cluster',
  ],
  [
    'the fleet says that it is not managed and namespaces are in it',
    { mesh: { managed: false, state: 'not-managed' }, injected: [''] },
    'in-cluster',
  ],
  ['namespaces name something else', { injected: ['1-26-0'] }, 'other'],
  ['no namespace is in a mesh', { injected: [] }, 'none'],
  [
    'the fleet says that it is not managed and nobody looked further',
    { mesh: { managed: false, state: 'not-managed' } },
    'unknown',
  ],
  ['nobody knows', {}, 'unknown'],
])('when %s', (_when, facts, expected) => {
  expect(
    judgeMeshManagement({ revisions: [], injected: undefined, ...facts }),
  ).toBe(expected);
});
