import { kindText, type Cause } from './cause';

/** What errors in files and in specifications of syncs tell beside their code. */
export const DECLARING_CAUSES: readonly Cause[] = [
  {
    codes: ['KNV1021'],
    pattern: /for the type "([^"]{1,300})"/,
    headline: match =>
      `The cluster does not know the kind ${kindText(match[1])}`,
  },
  {
    codes: ['KNV1010'],
    pattern: /invalid annotations: "([^"]{1,300})"/,
    headline: match => `Reserved annotation ${match[1]}`,
  },
  {
    codes: ['KNV1011'],
    pattern: /disallowed labels: "([^"]{1,300})"/,
    headline: match => `Reserved label ${match[1]}`,
  },
  {
    codes: ['KNV1013'],
    pattern: /existing (ClusterSelector|NamespaceSelector)/,
    headline: match => `The ${match[1]} does not exist`,
  },
  {
    codes: ['KNV1029'],
    pattern: /GroupKind "([^"]{1,300})"/,
    headline: match => `The same ${kindText(match[1])} twice`,
  },
  {
    codes: ['KNV1045'],
    pattern: /Configs with "([^"]{1,100})" specified/,
    headline: match => `The field ${match[1]} must not be in the source`,
  },
  {
    codes: ['KNV1053'],
    pattern: /MUST NOT declare both/,
    headline: 'The object has both a namespace and a selector for namespaces',
  },
  {
    codes: ['KNV1060'],
    pattern:
      /The (root|namespace) reconciler detected a management conflict with (?:the (root|namespace)|another) reconciler/,
    headline: ([, one, other]) => conflictText(one, other),
  },
  {
    codes: ['KNV1061'],
    pattern: /Secret \* not found/,
    headline: 'The Secret with the credentials does not exist',
    explanation: {
      cause: 'The sync names a Secret that is not in its namespace.',
      remedy:
        'Make the Secret in the namespace of the sync, or correct secretRef in its specification.',
      fixedIn: 'cluster',
    },
  },
  {
    codes: ['KNV1061'],
    pattern: /key is not present in/,
    headline: 'The Secret with the credentials lacks a key',
    explanation: {
      cause:
        'The Secret has not the keys that this kind of authentication needs.',
      remedy: 'Add the key that the message names to the Secret.',
      fixedIn: 'cluster',
    },
  },
  {
    codes: ['KNV1061'],
    pattern: /must (?:also )?specify (spec\.[\w.]{1,100})/,
    headline: match => `The sync must say ${match[1]}`,
  },
  {
    codes: ['KNV1061'],
    pattern: /must not specify (spec\.[\w.]{1,100})/,
    headline: match => `The sync must not say ${match[1]}`,
  },
  {
    codes: ['KNV1061'],
    pattern: /maximum (?:combined )?length/,
    headline: 'The name of the sync is too long',
  },
  {
    codes: ['KNV1068'],
    pattern: /Kustomization config file is missing/,
    headline: 'The Kustomization file is missing in the directory of the sync',
  },
  {
    codes: ['KNV1068'],
    pattern: /no such file or directory|doesn't exist|not a valid directory/i,
    headline: 'Rendering failed: a file is missing',
    explanation: {
      cause:
        'The Kustomization names a file or directory that is not in the source.',
      remedy:
        'Add what is missing, or correct the path. "kustomize build" shows the same error on your own machine.',
      fixedIn: 'source',
    },
  },
  {
    codes: ['KNV1068'],
    pattern:
      /yaml: |YAMLToJSON|MalformedYAMLError|error converting YAML|unmarshal|unknown field/i,
    headline: 'Rendering failed: a file is not valid',
  },
  {
    codes: ['KNV1068'],
    pattern: /helm/i,
    headline: 'Rendering failed: a Helm chart cannot be used',
  },
  {
    codes: ['KNV2001'],
    pattern: /yaml|json/i,
    headline: 'A file is not valid YAML or JSON',
  },
];

function conflictText(one: string, other: string | undefined): string {
  if (!other) {
    return 'Another sync declares the same object';
  }
  if (one !== other) {
    return 'A root sync and the sync of a namespace declare the same object';
  }
  return one === 'root'
    ? 'Two root syncs declare the same object'
    : 'Syncs of two namespaces declare the same object';
}
