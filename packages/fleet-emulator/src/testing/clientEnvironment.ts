import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DEFAULT_TOKEN } from '../server/Tokens';
import { FleetEmulator } from '../startFleetEmulator';

const run = promisify(execFile);

/**
 * What a program printed, and how it ended.
 *
 * @public
 */
export interface ClientResult {
  stdout: string;
  stderr: string;
  /** 0 when all went well. */
  exitCode: number;
}

/**
 * An emulator, and who asks it.
 *
 * @public
 */
export interface ClientOptions {
  emulator: Pick<FleetEmulator, 'url' | 'gateway' | 'fleet'>;
  /** Default: {@link DEFAULT_TOKEN}. */
  token?: string;
}

/**
 * Whether a program is on PATH.
 *
 * @public
 */
export function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Settings of gcloud and Go that point at an emulator, and at nothing else on this machine. */
function environment(
  folder: string,
  { emulator }: ClientOptions,
): NodeJS.ProcessEnv {
  const hub = `${emulator.url}/`;
  const ca = join(folder, 'ca.pem');
  return {
    PATH: process.env.PATH,
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    NO_PROXY: '*',
    CLOUDSDK_CONFIG: folder,
    CLOUDSDK_CORE_PROJECT: emulator.fleet.settings.project.id,
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
    CLOUDSDK_CORE_DISABLE_FILE_LOGGING: 'true',
    CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
    CLOUDSDK_SURVEY_DISABLE_PROMPTS: 'true',
    CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: join(folder, 'token'),
    CLOUDSDK_API_ENDPOINT_OVERRIDES_GKEHUB: hub,
    CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDRESOURCEMANAGER: hub,
    CLOUDSDK_API_ENDPOINT_OVERRIDES_CONNECTGATEWAY: `${emulator.gateway.url}/`,
    CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE: ca,
    KUBECONFIG: join(folder, 'kubeconfig'),
    SSL_CERT_FILE: ca,
    // Otherwise Go trusts the authorities of this machine as well.
    SSL_CERT_DIR: join(folder, 'no-certificates'),
  };
}

/**
 * A folder for programs that ask an emulator: their settings, the token and the authority to trust.
 * What one program writes there, such as a kubeconfig, the next one finds.
 *
 * @public
 */
export class ClientFolder {
  private constructor(
    readonly path: string,
    private readonly options: ClientOptions,
  ) {}

  static async create(options: ClientOptions): Promise<ClientFolder> {
    const path = await mkdtemp(join(tmpdir(), 'fleet-emulator-client-'));
    const folder = new ClientFolder(path, options);
    await mkdir(join(path, 'no-certificates'));
    await writeFile(join(path, 'ca.pem'), options.emulator.gateway.ca);
    await folder.signIn(options.token ?? DEFAULT_TOKEN);
    return folder;
  }

  /** Lets somebody else ask from now on. */
  async signIn(token: string): Promise<void> {
    await writeFile(join(this.path, 'token'), token, { mode: 0o600 });
  }

  /** Writes a file, to be named in the arguments of a program. Returns its path. */
  async write(name: string, text: string): Promise<string> {
    const file = join(this.path, name);
    await writeFile(file, text);
    return file;
  }

  /** Runs a program. Does not throw when the program says that something went wrong. */
  async run(program: string, args: string[]): Promise<ClientResult> {
    const options = {
      maxBuffer: 64 * 1024 * 1024,
      env: environment(this.path, this.options),
    };
    return run(program, args, options).then(
      output => ({ ...output, exitCode: 0 }),
      (error: { stdout?: string; stderr?: string; code?: unknown }) => {
        if (typeof error.code !== 'number') {
          throw error;
        }
        return {
          stdout: error.stdout ?? '',
          stderr: error.stderr ?? '',
          exitCode: error.code,
        };
      },
    );
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
