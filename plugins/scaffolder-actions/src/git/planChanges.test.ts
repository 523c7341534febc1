import fc from 'fast-check';
import { formatLock, parseLock } from './lockFile';
import {
  type ExistingFile,
  planChanges,
  type ProducedFile,
} from './planChanges';

const hash = (content: string) => content.padEnd(64, '0');
const produced = (content: string): ProducedFile => ({
  sha256: hash(content),
  oid: content,
  mode: '100644',
});
const existing = (content: string): ExistingFile => ({
  sha256: hash(content),
  oid: content,
  mode: '100644',
});

// Few names and contents, so that all combinations come up.
const names = fc.constantFrom('a', 'b', 'c', 'd');
const contents = fc.constantFrom('1', '2', '3');
const folder = fc.dictionary(names, contents);
const toMap = <T>(entries: Record<string, string>, make: (text: string) => T) =>
  new Map(Object.entries(entries).map(([path, text]) => [path, make(text)]));

describe('the plan', () => {
  it('never touches what it did not make, or what was changed since', () => {
    fc.assert(
      fc.property(
        folder,
        folder,
        folder,
        fc.boolean(),
        (made, there, before, removeStale) => {
          const plan = planChanges(
            toMap(made, produced),
            toMap(there, existing),
            toMap(before, hash),
            { removeStale },
          );
          for (const path of [...plan.updated, ...plan.removed]) {
            expect(there[path]).toBe(before[path]);
          }
          for (const path of plan.added) {
            expect(there).not.toHaveProperty(path);
          }
          // Everything else is accounted for.
          for (const path of Object.keys(made)) {
            const lists = [
              plan.added,
              plan.updated,
              plan.kept,
              plan.conflicts,
            ].filter(list => list.includes(path));
            expect(lists).toHaveLength(made[path] === there[path] ? 0 : 1);
          }
        },
      ),
    );
  });

  it('has nothing left to do once it was carried out', () => {
    fc.assert(
      fc.property(folder, folder, folder, (made, there, before) => {
        const first = planChanges(
          toMap(made, produced),
          toMap(there, existing),
          toMap(before, hash),
          { removeStale: true },
        );
        fc.pre(first.conflicts.length === 0);
        const after = { ...there };
        for (const path of [...first.added, ...first.updated]) {
          after[path] = made[path];
        }
        for (const path of first.removed) {
          delete after[path];
        }
        const second = planChanges(
          toMap(made, produced),
          toMap(after, existing),
          first.lock,
          { removeStale: true },
        );
        expect(second).toMatchObject({
          added: [],
          updated: [],
          removed: [],
          conflicts: [],
        });
      }),
    );
  });

  it('takes a deleted file for a change by hand, and a deleted folder for a new beginning', () => {
    const lock = new Map([
      ['a', hash('1')],
      ['b', hash('1')],
    ]);
    const files = toMap({ a: '1', b: '1' }, produced);
    const half = planChanges(files, toMap({ b: '1' }, existing), lock);
    expect(half).toMatchObject({ added: [], kept: ['a'] });
    expect(
      planChanges(files, toMap({ b: '1' }, existing), lock, {
        overwriteChanges: true,
      }),
    ).toMatchObject({ added: ['a'], kept: [] });
    expect(planChanges(files, new Map(), lock)).toMatchObject({
      added: ['a', 'b'],
      kept: [],
    });
  });

  it('never overwrites a link or a folder, whatever it is told', () => {
    const plan = planChanges(
      toMap({ a: '1' }, produced),
      new Map([['a', { oid: 'x', mode: '120000', sha256: undefined }]]),
      new Map([['a', hash('1')]]),
      { overwriteChanges: true },
    );
    expect(plan.conflicts).toEqual(['a']);
  });
});

describe('the record', () => {
  it('is read as it was written, in one order', () => {
    fc.assert(
      fc.property(folder, entries => {
        const lock = toMap(entries, content => hash(content.repeat(3)));
        const text = formatLock(lock);
        expect(parseLock(text, 'x')).toEqual(lock);
        expect(formatLock(new Map([...lock].reverse()))).toBe(text);
      }),
    );
  });

  it.each([
    ['', 'line 1 of place'],
    ['# Written by anthos-fleet:config-repo:publish; version 2', 'version 2'],
    [`${formatLock(new Map())}zz  a`, 'line 2'],
    [`${formatLock(new Map())}${hash('1')}  ../a`, 'line 2'],
    [`${formatLock(new Map())}${hash('1')}  a/../../b`, 'line 2'],
  ])('refuses %j', (text, message) => {
    expect(() => parseLock(text, 'place')).toThrow(message);
  });
});
