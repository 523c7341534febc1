import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { Cluster, Overview } from 'backstage-plugin-anthos-fleet-common';
import { makeOverview, makeSweep } from './fleet';

/** The API of the anthos-fleet back end, with answers that a test sets. */
export class FakeFleet {
  clusters: Cluster[] = [];
  /** Answers instead of the one that fits the clusters. */
  overview?: Overview;
  /** HTTP status of the routes by path: `/overview`, `/clusters`. */
  failures = new Map<string, number>();
  pageSize = 2;
  /** Called after each page but the last. */
  betweenPages = () => {};
  requests: string[] = [];

  readonly feature = createBackendPlugin({
    pluginId: 'anthos-fleet',
    register: env => {
      env.registerInit({
        deps: {
          http: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
        },
        init: async ({ http, httpAuth }) => {
          http.use((req, res, next) => {
            httpAuth
              .credentials(req, { allow: ['service'] })
              .then(() => {
                this.requests.push(req.path);
                const status = this.failures.get(req.path);
                if (status) {
                  res.status(status).json({ error: { name: 'Error' } });
                } else {
                  res.json(this.#answer(req.path, req.query.cursor));
                }
              })
              .catch(next);
          });
        },
      });
    },
  });

  #answer(path: string, cursor: unknown) {
    if (path === '/overview') {
      return (
        this.overview ??
        makeOverview(this.clusters.length, [makeSweep('acme-fleet')])
      );
    }
    if (path === '/clusters') {
      const start = Number(cursor ?? 0);
      const end = start + this.pageSize;
      const more = end < this.clusters.length;
      const page = {
        items: this.clusters.slice(start, end),
        totalItems: this.clusters.length,
        ...(more && { nextCursor: String(end) }),
      };
      if (more) {
        this.betweenPages();
      }
      return page;
    }
    throw new Error(`Nobody should ask for ${path}`);
  }
}
