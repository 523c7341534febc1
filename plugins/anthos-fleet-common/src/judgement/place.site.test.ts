import type { SiteRule } from '../model/observation';
import { judgePlace, type PlaceFacts } from './place';

const ref = { project: 'acme-fleet', location: 'global', name: 'c1' };

describe('judgePlace, sites', () => {
  const sites: SiteRule[] = [
    { name: 'Hønefoss DC1', label: 'dc1' },
    { name: 'Oslo DC2', clusters: ['acme-fleet/europe-west1/exact'] },
    { name: 'Bergen', clusters: ['europe-west1/located', 'exact'] },
    { name: 'Tromsø', clusters: ['named'] },
  ];
  const vmware = { endpoint: 'on-prem' as const };

  it.each<
    [
      name: string,
      facts: Partial<PlaceFacts>,
      cluster: string,
      site: string | undefined,
    ]
  >([
    ['by label', { ...vmware, labels: { site: 'dc1' } }, 'x', 'Hønefoss DC1'],
    [
      'by label without a rule, verbatim',
      { ...vmware, labels: { site: 'dc9' } },
      'x',
      'dc9',
    ],
    ['empty label', { ...vmware, labels: { site: ' ' } }, 'x', undefined],
    ['no label', vmware, 'x', undefined],
    ['by full identity', vmware, 'exact', 'Oslo DC2'],
    ['by location and name', vmware, 'located', 'Bergen'],
    ['by name', vmware, 'named', 'Tromsø'],
    [
      'a rule for the cluster beats its label',
      { ...vmware, labels: { site: 'dc1' } },
      'named',
      'Tromsø',
    ],
    [
      'edge',
      { endpoint: 'edge', labels: { site: 'store-42' } },
      'x',
      'store-42',
    ],
    ['of unknown hosting', { labels: { site: 'dc1' } }, 'x', 'Hønefoss DC1'],
    [
      'attached on VMware',
      {
        endpoint: 'multi-cloud',
        nodeProviderId: 'vsphere://1',
        labels: { site: 'dc1' },
      },
      'x',
      'Hønefoss DC1',
    ],
    [
      'not in a cloud',
      { endpoint: 'gke', labels: { site: 'dc1' } },
      'x',
      undefined,
    ],
  ])('%s', (_, facts, name, site) => {
    const { place } = judgePlace(
      {
        ref: { project: 'acme-fleet', location: 'europe-west1', name },
        labels: {},
        ...facts,
      },
      { siteLabel: 'site', sites },
    );
    expect(place.site).toBe(site);
  });

  it('reads the label that is configured, and only labels', () => {
    const settings = { siteLabel: 'constructor', sites: [] };
    expect(judgePlace({ ref, labels: {}, ...vmware }, settings).place).toEqual(
      {},
    );
  });
});
