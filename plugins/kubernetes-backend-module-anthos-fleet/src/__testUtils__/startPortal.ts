import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { Cluster } from 'backstage-plugin-anthos-fleet-common';

export interface PortalInput {
  clusters: Cluster[];
  /** Names of clusters by entity ref. */
  entities: Record<string, string[]>;
  entity: Entity;
  config: JsonObject;
}

interface ClusterObjects {
  cluster: { name: string; title?: string };
  errors: unknown[];
  resources: unknown[];
}

/** Starts a back end with the Kubernetes plugin and this module in another process. */
export async function startPortal(input: PortalInput) {
  const child = fork(require.resolve('./portal'), {
    execArgv: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    ],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', text => {
    complaints += text;
  });
  const gone = once(child, 'exit').then(() => {
    throw new Error(`The back end ended: ${complaints}`);
  });
  gone.catch(() => {});
  // The loader of TypeScript files sends messages too.
  const answer = (key: string) =>
    Promise.race([
      gone,
      new Promise<Record<string, unknown>>(resolve => {
        child.on('message', (message: Record<string, unknown>) => {
          if (key in message) {
            resolve(message);
          }
        });
      }),
    ]);

  child.send(input);
  const { port } = await answer('port');
  const base = `http://localhost:${port}/api/kubernetes`;
  const Authorization = mockCredentials.user.header();
  return {
    async clusters(): Promise<JsonObject[]> {
      const response = await fetch(`${base}/clusters`, {
        headers: { Authorization },
      });
      return (await response.json()).items;
    },
    async objects(): Promise<ClusterObjects[]> {
      const response = await fetch(
        `${base}/services/${input.entity.metadata.name}`,
        {
          method: 'POST',
          headers: { Authorization, 'Content-Type': 'application/json' },
          body: JSON.stringify({ entity: input.entity, auth: {} }),
        },
      );
      const { items, error } = await response.json();
      if (error) {
        throw new Error(error);
      }
      return items;
    },
    /** Makes every call to the fleet fail from now on, or work again. */
    async fail(failure?: string) {
      child.send({ failure });
      await answer('done');
    },
    async stop() {
      child.removeAllListeners('message');
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
