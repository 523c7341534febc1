import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emulatorArgs } from '../../scripts/lib/emulator.mjs';
import { bold, green, say, UserError } from '../../scripts/lib/output.mjs';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import {
  fleetAnswers,
  guestToken,
  pageAnswers,
  until,
} from '../../scripts/lib/portal.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { Processes } from '../../scripts/lib/processes.mjs';
import { annotateComponent, COMPONENT, writeConfig } from './configure.mjs';
import { createApp } from './createApp.mjs';
import { addPackages, applyEdits } from './installSuite.mjs';
import {
  buildPackages,
  packPackages,
  publishedPackages,
  restorePackages,
} from './packages.mjs';
import { componentAnnotations, installationSteps } from './readmeSteps.mjs';
import { endAll, runWithin } from './runWithin.mjs';
import { checkTarballs } from './tarball.mjs';

export const FRONT_ENDS = ['new', 'legacy'];
const START_MINUTES = 8;

/**
 * Packs every package and installs it, as README says, in new apps of create-app, starts these
 * against the emulator, and looks at them in a browser.
 */
export class FreshApp {
  #folder;
  #stopped = new AbortController();
  #processes = [];

  /** Ends everything that runs; what is written stays where it is. */
  async stop() {
    this.#stopped.abort();
    await Promise.all([endAll(), ...this.#processes.map(it => it.stop())]);
    await restorePackages();
  }

  /**
   * @param frontEnds - some of {@link FRONT_ENDS}
   * @param keep - whether the apps stay afterwards
   */
  async run({ frontEnds, keep }) {
    // Not within this repository: an app there would find what is missing in our node_modules.
    this.#folder = await mkdtemp(join(tmpdir(), 'fleet-fresh-app-'));
    const logs = join(this.#folder, 'logs');
    await mkdir(logs);
    say(`Everything, logs too, is in ${this.#folder}`);
    const packages = await publishedPackages();
    say('Building the packages ...');
    await buildPackages(logs);
    say(`Packing ${packages.length} packages ...`);
    const tarballs = await packPackages(packages, {
      folder: join(this.#folder, 'packages'),
      logs,
    });
    await checkTarballs(packages, tarballs);
    for (const frontEnd of frontEnds) {
      await this.#tryOne({ frontEnd, packages, tarballs, logs });
      say(`${green('✓')} a fresh app with the ${frontEnd} front-end system`);
    }
    if (!keep) {
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  async #tryOne({ frontEnd, packages, tarballs, logs }) {
    const app = join(this.#folder, frontEnd);
    const logFile = name => join(logs, `${frontEnd}-${name}.log`);
    say(bold(`A fresh app, ${frontEnd} front-end system`));
    await createApp(app, { frontEnd, logs });
    const steps = await installationSteps(frontEnd);
    say('  installing (some minutes) ...');
    await addPackages(app, steps.packages, {
      packages,
      tarballs,
      logFile: logFile('install'),
    });
    await applyEdits(app, steps.edits);
    await annotateComponent(app, await componentAnnotations());
    say('  checking its types ...');
    await runWithin(10, 'yarn', ['tsc'], {
      cwd: app,
      logFile: logFile('types'),
    });
    say('  starting ...');
    const portal = await this.#start(app, {
      frontEnd,
      config: steps.config,
      logs,
    });
    say('  looking at it ...');
    await runWithin(
      10,
      process.execPath,
      [
        fromRoot('node_modules/@playwright/test/cli.js'),
        ...['test', '--config', fromRoot('e2e/fresh-app.config.ts')],
      ],
      {
        cwd: fromRoot('e2e'),
        logFile: logFile('browser'),
        env: {
          PORTAL_URL: portal.appUrl,
          BACKEND_URL: portal.backendUrl,
          COMPONENT,
        },
      },
    );
    await Promise.all(this.#processes.map(it => it.stop()));
  }

  /** Starts the emulator and the app, and waits until the fleet is there. */
  async #start(app, { frontEnd, config, logs }) {
    const ports = {
      app: await freePort(),
      backend: await freePort(),
      emulator: await freePort(),
      gateway: await freePort(),
    };
    const stateDir = join(this.#folder, `emulator-${frontEnd}`);
    await writeConfig(app, {
      steps: config,
      ports,
      caFile: join(stateDir, 'ca.pem'),
    });
    const appUrl = `http://localhost:${ports.app}`;
    const backendUrl = `http://localhost:${ports.backend}`;
    const died = Promise.withResolvers();
    const processes = new Processes({
      folder: join(logs, frontEnd),
      onStart: () => {},
      // In development a back end without one of its plugins goes on.
      onLine: (_name, line) => {
        if (/startup failed|threw an error during startup/.test(line)) {
          died.reject(
            new UserError(`${line}\nMore of it is in ${join(logs, frontEnd)}`),
          );
        }
      },
      onDeath: (_name, report) => died.reject(new UserError(report)),
    });
    this.#processes = [processes];
    await processes.start(
      'emulator',
      emulatorArgs({
        emulatorPort: ports.emulator,
        gatewayPort: ports.gateway,
        stateDir,
      }),
    );
    await processes.start(
      'portal',
      [
        join(app, 'node_modules/@backstage/cli/bin/backstage-cli'),
        'repo',
        'start',
      ],
      { cwd: app, env: { BROWSER: 'none', NODE_ENV: 'development' } },
    );
    const signal = AbortSignal.any([
      this.#stopped.signal,
      AbortSignal.timeout(START_MINUTES * 60_000),
    ]);
    const ready = async () => {
      await until(
        async () => fleetAnswers(backendUrl, await guestToken(backendUrl)),
        { signal },
      );
      await until(() => pageAnswers(appUrl), { signal });
    };
    await Promise.race([
      ready().catch(error => {
        throw error.name === 'TimeoutError'
          ? new UserError(
              `The app did not show the fleet within ${START_MINUTES} minutes; its output is in ${join(
                logs,
                frontEnd,
              )}`,
            )
          : error;
      }),
      died.promise,
    ]);
    return { appUrl, backendUrl };
  }
}
