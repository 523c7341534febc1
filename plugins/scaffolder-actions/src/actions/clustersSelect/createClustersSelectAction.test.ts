import type { JsonObject } from '@backstage/types';
import {
  parseClusterRef,
  type Cluster,
} from 'backstage-plugin-anthos-fleet-common';
import { makeDetails } from '../../__testUtils__/fleet';
import {
  ActionRun,
  CREDENTIALS,
  inputsOf,
} from '../../__testUtils__/runAction';
import { examples } from './clustersSelect.examples';
import { createClustersSelectAction } from './createClustersSelectAction';

const cluster = (name: string, more: Partial<Cluster> = {}) =>
  makeDetails(`acme-fleet/europe-north1/${name}`, {
    labels: { env: 'prod' },
    ...more,
  }).cluster;

const gcp = { hosting: 'gcp', platform: 'gke' } as const;
const hub = { outcome: 'ok', age: 'fresh', attemptedAt: '' } as const;

const FLEET = [
  cluster('atkv3-prod', { place: { site: 'Oslo DC1' } }),
  cluster('atgcp1-prod', gcp),
  cluster('atgcp1-dev', { ...gcp, labels: { env: 'dev' } }),
  cluster('atkv9-admin', { admin: true }),
  cluster('atkv8-gone', { orphaned: true }),
  cluster('ataws1-prod', {
    hosting: 'aws',
    platform: 'gke-on-aws',
    endOfLife: '2027-03-17',
  }),
  cluster('atkv7-silent', {
    connection: { state: 'disconnected', lastSeenAt: '2026-11-01T00:00:00Z' },
  }),
  cluster('atkv6-deaf', {
    freshness: {
      hub,
      gateway: {
        ...hub,
        outcome: 'unreachable',
        message: 'The agent is away',
      },
    },
  }),
];

describe('anthos-fleet:clusters:select', () => {
  const run = new ActionRun();
  const asked: unknown[] = [];
  const select = (
    input: JsonObject,
    { fleet = FLEET, isDryRun = false, consistent = true } = {},
  ) =>
    run.run(
      createClustersSelectAction({
        fleet: {
          async listClusters({ credentials }) {
            asked.push(credentials);
            return {
              consistent,
              clusters: fleet.flatMap(each => {
                const ref = parseClusterRef(each.ref);
                return ref ? [{ ref, cluster: each }] : [];
              }),
            };
          },
        },
      }),
      input,
      { isDryRun },
    );
  const names = async (input: JsonObject) => (await select(input)).output.names;

  it('gives all that later steps need', async () => {
    const { output } = await select({
      labels: { env: 'prod' },
      hosting: ['on-prem', 'gcp'],
      healthyOnly: true,
    });
    expect(output).toEqual({
      clusters: [
        'acme-fleet/europe-north1/atgcp1-prod',
        'acme-fleet/europe-north1/atkv3-prod',
      ],
      names: ['atgcp1-prod', 'atkv3-prod'],
      byHosting: {
        gcp: ['acme-fleet/europe-north1/atgcp1-prod'],
        'on-prem': ['acme-fleet/europe-north1/atkv3-prod'],
      },
      details: [
        expect.objectContaining({ name: 'atgcp1-prod', platform: 'gke' }),
        expect.objectContaining({ name: 'atkv3-prod', site: 'Oslo DC1' }),
      ],
    });
    expect(asked.at(-1)).toBe(CREDENTIALS);
  });

  it.each<[JsonObject, string[]]>([
    [{ labels: 'env in (dev),!x' }, ['atgcp1-dev']],
    [{ labels: { env: 'dev' } }, ['atgcp1-dev']],
    [{ sites: ['Oslo DC1'] }, ['atkv3-prod']],
    [{ platform: 'gke-on-aws' }, ['ataws1-prod']],
    [
      { names: ['europe-north1/atkv3-prod', 'atgcp1-dev'] },
      ['atgcp1-dev', 'atkv3-prod'],
    ],
    [{ fleet: 'other', min: 0 }, []],
  ])('%j', async (input, expected) => {
    expect(await names(input)).toEqual(expected);
  });

  it('leaves out what is not well, and says why', async () => {
    const { output, log } = await select({ healthyOnly: true });
    expect(output.names).toEqual(['atgcp1-dev', 'atgcp1-prod', 'atkv3-prod']);
    expect(log.slice(0, 5)).toEqual([
      'info: acme-fleet/europe-north1/atkv9-admin is left out: it manages other clusters and runs no services',
      'info: acme-fleet/europe-north1/atkv8-gone is left out: it is gone, only its registration is left',
      'info: acme-fleet/europe-north1/ataws1-prod is left out: it is on a platform that is shut down on 2027-03-17',
      'info: acme-fleet/europe-north1/atkv7-silent is left out: it has not been heard of since 2026-11-01T00:00:00Z',
      'info: acme-fleet/europe-north1/atkv6-deaf is left out: it does not answer (The agent is away)',
    ]);
  });

  it.each<[string, JsonObject, string]>([
    [
      'nothing, with what is nearly right',
      { hosting: 'gcp', labels: 'env=test' },
      'hosting, labels: none of 8 clusters matches; nearly right: acme-fleet/europe-north1/atgcp1-prod has the label env=prod; acme-fleet/europe-north1/atgcp1-dev has the label env=dev',
    ],
    [
      'nothing that is nearly right',
      { hosting: 'edge', platform: 'gdc-edge' },
      'no cluster is nearly right',
    ],
    [
      'too few',
      { labels: 'env=dev', min: 2 },
      '1 of 8 clusters match, and at least 2 are needed',
    ],
    ['too many', { max: 2 }, 'max: 8 clusters match, and at most 2 are wanted'],
    [
      'less than least',
      { min: 3, max: 2 },
      'max: 2 is less than min, which is 3',
    ],
    [
      'a name that is nearly right',
      { names: ['atkv3-prd'] },
      'names: "atkv3-prd" is not in the fleet, or you may not see it; did you mean atkv3-prod',
    ],
    ['another name', { names: ['x'.repeat(300)] }, 'names: "xxx'],
    [
      'a selector that cannot be read',
      { labels: 'env in (' },
      'labels: "env in (" cannot be read at character',
    ],
    [
      'a selector as a label',
      { labels: { env: 'prod,team=x' } },
      'labels: "env: prod,team=x" is no label',
    ],
    [
      'a label of 64 characters',
      { labels: { env: 'x'.repeat(64) } },
      'labels: ',
    ],
    ['lines', { names: ['a\nb'] }, 'names: "a\\nb"'],
  ])('says what is wrong with %s', async (_, input, message) => {
    await expect(select(input)).rejects.toThrow(message);
  });

  it('says so when there is no cluster to see, or the fleet changed', async () => {
    await expect(select({}, { fleet: [] })).rejects.toThrow(
      'There is no cluster that you may see',
    );
    const { log } = await select({}, { consistent: false });
    expect(log[0]).toContain('warn: The fleet changed while it was read');
  });

  it('does the same in a dry run', async () => {
    const dry = await select({ max: 8 }, { isDryRun: true });
    expect(dry.output).toEqual((await select({ max: 8 })).output);
  });

  it.each(examples.map(({ description, example }) => [description, example]))(
    'has an example that runs: %s',
    async (_, example) => {
      const [{ action, input }] = inputsOf(example);
      expect(action).toBe('anthos-fleet:clusters:select');
      expect((await select(input)).output.clusters).not.toEqual([]);
    },
  );
});
