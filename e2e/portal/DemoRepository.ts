import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const AUTHOR = ['-c', 'user.name=Ada', '-c', 'user.email=ada@kartnord.example'];

/** A clone of one of the demo's repositories, as somebody works with it who changes a file. */
export class DemoRepository {
  private constructor(private readonly folder: string) {}

  /** @param name - as in `acme/cadastre-config` */
  static async clone(name: string): Promise<DemoRepository> {
    const folder = await mkdtemp(join(tmpdir(), 'fleet-e2e-git-'));
    const host = process.env.EMULATOR_URL ?? 'http://127.0.0.1:8444';
    await run('git', ['clone', '--quiet', `${host}/git/${name}.git`, folder]);
    return new DemoRepository(folder);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  /** @returns the commit that is pushed */
  async push(path: string, text: string, message: string): Promise<string> {
    await writeFile(join(this.folder, path), text);
    await this.#git(...AUTHOR, 'commit', '--quiet', '--all', '-m', message);
    await this.#git('push', '--quiet');
    return this.commit();
  }

  /** The commit that this clone has. */
  async commit(): Promise<string> {
    return (await this.#git('rev-parse', 'HEAD')).trim();
  }

  /** The commit that the repository has by now. */
  async newestCommit(): Promise<string> {
    await this.#git('fetch', '--quiet');
    return (await this.#git('rev-parse', 'FETCH_HEAD')).trim();
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  async #git(...args: string[]): Promise<string> {
    return (await run('git', args, { cwd: this.folder })).stdout;
  }
}
