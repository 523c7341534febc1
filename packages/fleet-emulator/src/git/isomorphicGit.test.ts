import * as fs from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import git from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';

const NAME = 'acme/services';
const author = { name: 'Template', email: 'template@example.org' };

describe('isomorphic-git, which the scaffolder brings', () => {
  let emulator: FleetEmulator;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      fleet: {
        project: { id: 'acme-fleet', number: 1 },
        repositories: [
          {
            name: NAME,
            files: { 'README.md': '# Services\n', 'a/b.yaml': 'b: 1\n' },
            history: [
              {
                message: 'Begin',
                author: 'Ane <ane@example.org>',
                at: '2026-01-01T00:00:00Z',
                paths: ['a'],
              },
              {
                message: 'Say what it is',
                author: 'Ane <ane@example.org>',
                at: '2026-02-01T00:00:00Z',
              },
            ],
          },
        ],
        clusters: [],
      },
    });
    url = emulator.repositories.cloneUrl(NAME);
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isomorphic-git-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  afterAll(() => emulator.close());

  const clone = async (name: string, depth?: number) => {
    const dir = join(folder, name);
    await git.clone({ fs, http, dir, url, depth, singleBranch: true });
    return dir;
  };
  const commit = async (dir: string, path: string, text: string) => {
    await writeFile(join(dir, path), text);
    await git.add({ fs, dir, filepath: path });
    return git.commit({ fs, dir, message: `Write ${path}`, author });
  };
  const push = (dir: string, options: { force?: boolean; ref?: string } = {}) =>
    git.push({ fs, http, dir, ref: 'main', ...options });

  it('clones, commits and pushes without an account', async () => {
    const dir = await clone('one');
    expect(await readFile(join(dir, 'a/b.yaml'), 'utf8')).toBe('b: 1\n');
    const oid = await commit(dir, 'c.yaml', 'c: 1\n');
    expect(await push(dir)).toMatchObject({ ok: true });
    expect(await emulator.repositories.head(NAME)).toBe(oid);
    expect(await emulator.repositories.read(NAME, 'c.yaml')).toBe('c: 1\n');
  });

  it('clones the newest commit only, and goes on from it', async () => {
    const dir = await clone('shallow', 1);
    expect(await git.log({ fs, dir })).toHaveLength(1);
    const oid = await commit(dir, 'd.yaml', 'd: 1\n');
    expect(await push(dir)).toMatchObject({ ok: true });
    expect(await emulator.repositories.head(NAME)).toBe(oid);
  });

  it('fetches what was committed since', async () => {
    const dir = await clone('later');
    const head = await emulator.repositories.commit(NAME, {
      message: 'Meanwhile',
      files: { 'e.yaml': 'e: 1\n' },
    });
    const { fetchHead } = await git.fetch({ fs, http, dir, url, ref: 'main' });
    expect(fetchHead).toBe(head);
    await git.fetch({ fs, http, dir, url, ref: 'main', depth: 1 });
    expect((await git.readCommit({ fs, dir, oid: head })).commit.message).toBe(
      'Meanwhile\n',
    );
  });

  it('pushes a new branch', async () => {
    const dir = await clone('branch');
    await git.branch({ fs, dir, ref: 'add/tides', checkout: true });
    const oid = await commit(dir, 'f.yaml', 'f: 1\n');
    await push(dir, { ref: 'add/tides' });
    expect(await emulator.repositories.head(NAME, 'add/tides')).toBe(oid);
  });

  it.each([
    ['', {}],
    [', even by force', { force: true }],
  ])('is refused when others were faster%s', async (_, options) => {
    const dir = await clone('slow');
    const head = await emulator.repositories.commit(NAME, {
      message: 'Faster',
      files: { 'g.yaml': `g: ${JSON.stringify(options)}\n` },
    });
    await commit(dir, 'h.yaml', 'h: 1\n');
    await expect(push(dir, options)).rejects.toThrow();
    expect(await emulator.repositories.head(NAME)).toBe(head);
  });
});
