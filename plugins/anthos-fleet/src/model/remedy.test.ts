import { splitRemedy } from './remedy';

it.each([
  [
    'words alone',
    'It is read again with the next sweep',
    { text: 'It is read again with the next sweep' },
  ],
  [
    'a command that ends a sentence',
    'Grant the role: gcloud projects add-iam-policy-binding p --role=roles/gkehub.gatewayReader',
    {
      text: 'Grant the role:',
      code: 'gcloud projects add-iam-policy-binding p --role=roles/gkehub.gatewayReader',
    },
  ],
  [
    'a command that is only mentioned',
    'See whether the agent runs (kubectl get pods --namespace gke-connect) and reaches Google',
    {
      text: 'See whether the agent runs (kubectl get pods --namespace gke-connect) and reaches Google',
    },
  ],
  [
    'a manifest below words',
    'Apply this:\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n',
    {
      text: 'Apply this:',
      code: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a',
    },
  ],
  [
    'an indented manifest',
    'Apply this:\n  apiVersion: v1\n  metadata:\n    name: a',
    { text: 'Apply this:', code: 'apiVersion: v1\nmetadata:\n  name: a' },
  ],
  [
    'what stands between fences',
    'Run this\n```sh\nls -l\n```\nand wait.',
    { text: 'Run this and wait.', code: 'ls -l' },
  ],
])('tells words from %s', (_, remedy, expected) => {
  expect(splitRemedy(remedy)).toEqual(expected);
});
