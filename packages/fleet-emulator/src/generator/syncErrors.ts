import { ClusterInput } from '../fleet/clusterSchema';
import { Random } from './Random';

type SyncErrors = NonNullable<
  NonNullable<ClusterInput['configSync']>['errors']
>;

interface Context {
  cluster: string;
  team: string;
}

const help = (code: string) =>
  `\n\nFor more information, see https://g.co/cloud/acm-errors#knv${code}`;

/** The mistakes that people make, each with the words of the product around their names. */
const CAUSES: Array<
  readonly [(random: Random, context: Context) => SyncErrors[number], number]
> = [
  [
    (random, { cluster, team }) => {
      const kind = random.pick(['VirtualService', 'PeerAuthentication']);
      const group =
        kind === 'VirtualService' ? 'networking.istio.io' : 'security.istio.io';
      const path = `clusters/${cluster}/${team}/${kind.toLowerCase()}.yaml`;
      return {
        code: 'KNV1021',
        message: `KNV1021: No CustomResourceDefinition is defined for the type "${kind}.${group}" in the cluster.\nResource types that are not native Kubernetes objects must have a CustomResourceDefinition.\n\nsource: ${path}\nnamespace: ${team}-main\nmetadata.name: ${team}-api${help(
          '1021',
        )}`,
        resources: [
          {
            path,
            name: `${team}-api`,
            namespace: `${team}-main`,
            kind: `${group}/v1/${kind}`,
          },
        ],
      };
    },
    4,
  ],
  [
    (random, { cluster, team }) => {
      const path = `clusters/${cluster}/${team}/deployment.yaml`;
      const limit = random.pick([4, 8, 16]);
      return {
        code: 'KNV2009',
        message: `KNV2009: failed to apply Deployment.apps, ${team}-main/${team}-api: exceeded quota: compute, requested: limits.memory=${limit}Gi, used: limits.memory=${
          limit + 2
        }Gi, limited: limits.memory=${2 * limit}Gi\n\nsource: ${path}${help(
          '2009',
        )}`,
        resources: [
          {
            path,
            name: `${team}-api`,
            namespace: `${team}-main`,
            kind: 'apps/v1/Deployment',
          },
        ],
      };
    },
    4,
  ],
  [
    () => ({
      code: '2004',
      message: `KNV2004: error in the git-sync container: {"Msg":"failed to sync repo, will retry","Err":"Run(git fetch): exit status 128: { stderr: \\"fatal: Authentication failed\\" }"}${help(
        '2004',
      )}`,
    }),
    2,
  ],
  [
    (_random, { cluster, team }) => {
      const path = `clusters/${cluster}/${team}/service.yaml`;
      return {
        code: 'KNV1060',
        message: `KNV1060: The "root-sync" reconciler detected a management conflict with the "${team}-main/repo-sync" reconciler. Remove the object from one of the sources of truth so that the object is only managed by one reconciler.\n\nsource: ${path}${help(
          '1060',
        )}`,
        resources: [
          {
            path,
            name: `${team}-api`,
            namespace: `${team}-main`,
            kind: 'v1/Service',
          },
        ],
      };
    },
    1,
  ],
  [
    (_random, { cluster, team }) => {
      const first = `clusters/${cluster}/${team}/config.yaml`;
      const second = `clusters/${cluster}/${team}/config-copy.yaml`;
      const same = {
        name: `${team}-settings`,
        namespace: `${team}-main`,
        kind: 'v1/ConfigMap',
      };
      return {
        code: 'KNV1029',
        message: `KNV1029: Configs of the same Kind MUST have unique names in the same Namespace. Found 2 configs with the same Namespace "${team}-main" and name "${team}-settings".\n\nsource: ${first}\nsource: ${second}${help(
          '1029',
        )}`,
        resources: [
          { path: first, ...same },
          { path: second, ...same },
        ],
      };
    },
    1,
  ],
];

/** One error, as a cluster of this team would report it. */
export function generateSyncError(
  random: Random,
  context: Context,
): SyncErrors[number] {
  return random.weighted(CAUSES)(random, context);
}

/** One to three errors, as a cluster of this team would report them. */
export function generateSyncErrors(
  random: Random,
  context: Context,
): SyncErrors {
  return Array.from(
    {
      length: random.weighted([
        [1, 6],
        [2, 2],
        [3, 1],
      ]),
    },
    () => generateSyncError(random, context),
  );
}
