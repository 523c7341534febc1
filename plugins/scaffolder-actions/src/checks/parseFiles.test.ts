import fc from 'fast-check';
import { checkManifests } from '.';
import { parseFiles } from './parseFiles';

const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const parse = (text: string, path = 'a.yaml') => parseFiles([{ path, text }]);
const told = (text: string) =>
  parse(text).findings.map(({ rule, line, message }) => [rule, line, message]);

describe('parseFiles', () => {
  it('finds the line of fields, in later documents and lists too', () => {
    const { objects, findings } = parse(
      `# first\n${object}---\n${object}data:\n  a: b\n---\napiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata:\n      name: c\n`,
    );
    expect(findings).toEqual([]);
    expect(
      objects.map(({ kind, name, lineOf }) => [
        kind,
        name,
        lineOf(['metadata', 'name']),
        lineOf(['data', 'none']),
      ]),
    ).toEqual([
      ['ConfigMap', 'a', 5, 2],
      ['ConfigMap', 'a', 10, 11],
      ['Secret', 'c', 20, 17],
    ]);
  });

  it('reads JSON, and nothing of an empty document', () => {
    expect(
      parse('{"apiVersion":"v1","kind":"Pod"}', 'a.json').objects,
    ).toMatchObject([{ kind: 'Pod' }]);
    expect(parse('---\n# nothing\n---\n')).toMatchObject({
      objects: [],
      findings: [],
    });
  });

  it.each<[string, string, number | undefined, string]>([
    ['syntax', `${object}data: [`, 5, 'end with a ]'],
    ['a key twice', `${object}kind: Pod\n`, 5, 'The key kind is there twice'],
    ['a list', '\n- a\n', 2, 'no object'],
    ['a text', 'a', 1, 'no object'],
    ['no kind', 'apiVersion: v1\n', 1, 'no object'],
    ['neither', '{}', 1, 'no object'],
    ['a large file', 'a'.repeat(1024 * 1024 + 1), undefined, '1 MB'],
    [
      'a bomb of aliases',
      `a: &a [x, x]\n${'bcdefghijk'
        .split('')
        .map((key, index) => {
          const before = 'abcdefghij'[index];
          return `${key}: &${key} [${Array(9).fill(`*${before}`).join(', ')}]`;
        })
        .join('\n')}`,
      undefined,
      'cannot be read',
    ],
  ])('tells of %s', (_, text, line, message) => {
    expect(told(text)).toEqual([
      ['yaml', line, expect.stringContaining(message)],
    ]);
  });

  it('takes words for booleans as clusters do, unless they are quoted', () => {
    const [{ value }] = parse(
      `${object}data:\n  a: yes\n  b: Off\n  c: 'on'\n  d: "no"\n  e: yesterday\n  f: NO\n`,
    ).objects;
    expect(value.data).toEqual({
      a: true,
      b: false,
      c: 'on',
      d: 'no',
      e: 'yesterday',
      f: false,
    });
  });

  it('says that it stops reading a file of very many objects', () => {
    const { objects, findings } = parse(
      Array.from({ length: 2_003 }, () => object).join('---\n'),
    );
    expect(objects).toHaveLength(2_000);
    expect(findings).toMatchObject([
      { rule: 'size', severity: 'error', file: 'a.yaml' },
    ]);
  });

  it('refuses too many files', () => {
    const files = Array.from({ length: 5001 }, (_, index) => ({
      path: `${index}.yaml`,
      text: '',
    }));
    expect(parseFiles(files).findings).toMatchObject([
      { rule: 'size', severity: 'error' },
    ]);
  });

  it('follows kustomizations', () => {
    const { objects, findings } = parseFiles([
      {
        path: 'a/kustomization.yaml',
        text: 'resources:\n  - a.yaml\n  - gone.yaml\n  - ../../outside\n  - https://example.com/a\n',
      },
      { path: 'a/a.yaml', text: object },
      { path: 'a/forgotten.yaml', text: object },
    ]);
    expect(objects.map(({ file }) => file)).toEqual(['a/a.yaml']);
    expect(
      findings.map(({ rule, severity, file, line }) => [
        rule,
        severity,
        file,
        line,
      ]),
    ).toEqual([
      ['KNV1068', 'error', 'a/kustomization.yaml', 3],
      ['kustomize/not-checked', 'info', 'a/kustomization.yaml', 4],
      ['kustomize/not-checked', 'info', 'a/kustomization.yaml', 5],
      ['kustomize/not-included', 'warning', 'a/forgotten.yaml', undefined],
    ]);
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        object,
        '---\n',
        '\n- ',
        ': ',
        '&a ',
        '*a',
        '{',
        '[',
        '"',
        '!!binary ',
        '<<: ',
        '? ',
        '|\n',
        '__proto__: ',
        '\t',
        'resources: ',
        'metadata: 1\n',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.constantFrom('a.yaml', 'a/kustomization.yaml', 'a.json'),
        (pieces, path) => {
          for (const found of parse(pieces.join(''), path).objects) {
            found.lineOf(['metadata', 'name', 0]);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(told('['.repeat(100_000))[0][0]).toBe('yaml');
  });
});

describe('checkManifests', () => {
  it('holds objects against schemas, sorted by file and line', async () => {
    const findings = await checkManifests([
      {
        path: 'b.yaml',
        text: 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a }\n',
      },
      {
        path: 'a.yaml',
        text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: b\nimmutable: "no"\ndatum: {}\n',
      },
    ]);
    expect(
      findings.map(({ rule, file, line, severity }) => [
        rule,
        file,
        line,
        severity,
      ]),
    ).toEqual([
      ['schema', 'a.yaml', 6, 'error'],
      ['schema/unknown-field', 'a.yaml', 7, 'error'],
      ['schema/not-checked', 'b.yaml', 2, 'info'],
    ]);
  });

  it('shows nothing of a hostile file as it is, and ends soon', async () => {
    const findings = await checkManifests([
      {
        path: 'a\u202e.yaml',
        text: 'apiVersion: v1\nkind: "Wid\\u001b[31mget"\nmetadata: { name: "\\e]0;x" }\n',
      },
      {
        path: 'b.yaml',
        text: Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n'),
      },
    ]);
    expect(findings.length).toBeGreaterThan(1);
    expect(JSON.stringify(findings)).not.toMatch(/(?<!\\)\\u001b|\u202e/);
  });

  it('never throws, whatever the fields are', async () => {
    const kinds = fc.constantFrom(
      'v1/Service',
      'v1/Namespace',
      'apps/v1/Deployment',
      'batch/v1/CronJob',
      'networking.istio.io/v1/VirtualService',
      'networking.istio.io/v1/ServiceEntry',
      'security.istio.io/v1/AuthorizationPolicy',
      'configsync.gke.io/v1beta1/RootSync',
      'configmanagement.gke.io/v1/ClusterSelector',
      'policy/v1/PodDisruptionBudget',
    );
    const key = fc.constantFrom(
      'metadata',
      'annotations',
      'labels',
      'name',
      'namespace',
      'spec',
      'template',
      'containers',
      'ports',
      'selector',
      'matchLabels',
      'http',
      'rules',
      'hosts',
      'git',
      'mode',
      '__proto__',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(kinds, fc.object({ key, maxDepth: 5 })), {
          maxLength: 4,
        }),
        fc.constantFrom('hierarchy', 'unstructured'),
        async (objects, sourceFormat) => {
          const text = objects
            .map(([name, fields]) => {
              const at = name.lastIndexOf('/');
              return JSON.stringify({
                ...fields,
                apiVersion: name.slice(0, at),
                kind: name.slice(at + 1),
              });
            })
            .join('\n---\n');
          await checkManifests([{ path: 'namespaces/a/a.yaml', text }], {
            sourceFormat,
            sync: { kind: 'RootSync' },
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});
