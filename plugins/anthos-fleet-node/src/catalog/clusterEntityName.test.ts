import fc from 'fast-check';
import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import {
  parseClusterRef,
  stringifyClusterRef,
  type ClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import { clusterEntityName } from './clusterEntityName';

const name = (project: string, location: string, cluster: string) =>
  clusterEntityName({ project, location, name: cluster });

describe('clusterEntityName', () => {
  it('is the ref with dots for slashes', () => {
    expect(name('acme-fleet', 'europe-north1', 'gke-prod-1')).toBe(
      'acme-fleet.europe-north1.gke-prod-1',
    );
  });

  it('shortens with a hash and keeps the end, which tells most', () => {
    const long = name(
      'a-very-long-project-name-12345',
      'northamerica-northeast1',
      'a-cluster-with-quite-a-long-name',
    );
    expect(long).toHaveLength(63);
    expect(long).toMatch(
      /^[a-z0-9].*northeast1\.a-cluster-with-quite-a-long-name_[0-9a-f]{12}$/,
    );
  });

  it('is the same every time', () => {
    expect(name('example.com:acme', 'global', 'x')).toBe(
      'example.com-acme.global.x_adc941cf95d5',
    );
  });

  it('tells refs apart that look alike', () => {
    const names = [
      name('a.b', 'c', 'd'),
      name('a', 'b.c', 'd'),
      name('a', 'b', 'c.d'),
      name('a:b', 'c', 'd'),
      name('A.b', 'c', 'd'),
    ].map(text => text.toLocaleLowerCase('en-US'));
    expect(new Set(names).size).toBe(names.length);
  });

  it('is valid and unique for every ref that there can be', () => {
    const part = fc.stringMatching(
      /^[a-zA-Z0-9]([a-z0-9:._-]{0,61}[a-z0-9])?$/,
    );
    const ref = fc
      .record({ project: part, location: part, name: part })
      .filter(value => !!parseClusterRef(stringifyClusterRef(value)));
    fc.assert(
      fc.property(
        fc.uniqueArray(ref, { selector: key, maxLength: 8 }),
        refs => {
          const names = refs.map(clusterEntityName);
          expect(
            names.filter(
              text => !KubernetesValidatorFunctions.isValidObjectName(text),
            ),
          ).toEqual([]);
          // The catalog does not tell upper from lower case.
          const distinct = new Set(
            names.map(text => text.toLocaleLowerCase('en-US')),
          );
          expect(distinct.size).toBe(refs.length);
        },
      ),
    );
  });
});

function key(ref: ClusterRef): string {
  return stringifyClusterRef(ref);
}
