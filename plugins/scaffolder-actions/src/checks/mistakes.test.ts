import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkManifests } from '.';

const MISTAKES = join(__dirname, '__fixtures__', 'mistakes');
const ACTIONS = join(__dirname, '..', 'actions');

const MESH = [
  'both-injection-labels',
  'default-deny-egress',
  'default-principal',
  'envoy-filter',
  'gateway-collision',
  'http-rules-on-tcp',
  'job-with-sidecar',
  'multiplied-retries',
  'port-level-mtls',
  'port-protocol',
  'quota-without-proxies',
  'restricted-without-cni',
  'service-entry-export',
  'short-host',
  'sidecar-hosts',
  'strict-with-outsiders',
  'subset-without-rule',
  'virtual-service-gateway',
  'wildcard-principal',
  'workload-labels',
];
const POD = [
  'default-service-account',
  'disruption-budget',
  'latest-image',
  'probes',
  'resources',
  'restricted',
  'scaling-without-requests',
  'service-selector',
];

/** Lines that say what is wrong with them, as `# <- rule`. */
function marksOf(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) => {
      const rule = /# <- (\S+)$/.exec(line)?.[1];
      return rule ? [`${index + 1} ${rule}`] : [];
    })
    .sort();
}

async function readTree(folder: string) {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return Promise.all(
    entries
      .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map(async entry => {
        const path = join(entry.parentPath, entry.name);
        return {
          path: path.slice(folder.length + 1),
          text: await readFile(path, 'utf8'),
        };
      }),
  );
}

describe('mistakes', () => {
  const rules = [
    ...MESH.map(name => `mesh/${name}`),
    ...POD.map(name => `pod/${name}`),
  ];

  it.each(rules)('%s is found where it is, and nothing else', async rule => {
    const text = await readFile(join(MISTAKES, `${rule}.yaml`), 'utf8');
    const marks = marksOf(text);
    expect(marks.some(mark => mark.endsWith(` ${rule}`))).toBe(true);
    const findings = await checkManifests([{ path: 'a.yaml', text }]);
    expect(
      findings
        .filter(finding => /^(mesh|pod)\//.test(finding.rule))
        .map(finding => `${finding.line} ${finding.rule}`)
        .sort(),
    ).toEqual(marks);
    for (const { message, cause, remedy, file } of findings) {
      expect(file).toBe('a.yaml');
      expect([message, cause, remedy]).not.toContain('');
    }
  });
});

describe('clean skeletons', () => {
  it.each(['namespaceCreate', 'meshServiceCreate'])(
    'of %s have neither errors nor warnings',
    async action => {
      const golden = join(ACTIONS, action, '__fixtures__', 'golden');
      const trees = await readdir(golden);
      expect(trees).not.toEqual([]);
      for (const tree of trees) {
        const files = await readTree(join(golden, tree));
        expect(files).not.toEqual([]);
        const findings = await checkManifests(files, {
          sourceFormat: tree === 'hierarchical' ? 'hierarchy' : 'unstructured',
        });
        expect(
          findings
            .filter(({ severity }) => severity !== 'info')
            .map(finding => ({ tree, ...finding })),
        ).toEqual([]);
      }
    },
  );
});
