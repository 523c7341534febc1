import { spawn } from 'node:child_process';

/** No setting of this machine may change what the emulator's Git does. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** Git cannot be run, or says that it could not do what was asked. */
export class GitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GitError';
  }
}

/**
 * Runs git in a repository.
 *
 * @returns what it printed
 */
export function runGit(
  gitDir: string,
  args: string[],
  input?: string | Buffer,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [`--git-dir=${gitDir}`, ...args], {
      env: gitEnvironment(),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    const problems: Buffer[] = [];
    child.stdout.on('data', chunk => output.push(chunk));
    child.stderr.on('data', chunk => problems.push(chunk));
    // Git may end before it has read everything; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new GitError(
              'The repositories of the fleet need git, which is not on PATH; install it, or remove "repositories" from the fleet.',
            )
          : error,
      ),
    );
    child.once('close', code => {
      if (code === 0) {
        resolve(Buffer.concat(output));
        return;
      }
      const reason = Buffer.concat(problems).toString().trim();
      reject(
        new GitError(`git ${args[0]} failed: ${reason || `code ${code}`}`),
      );
    });
    child.stdin.end(input);
  });
}
