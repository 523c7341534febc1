import { mockServices } from '@backstage/backend-test-utils';
import { readSearchModuleConfig } from './config';

const read = (anthosFleet?: object) =>
  readSearchModuleConfig(
    mockServices.rootConfig({
      data: anthosFleet && { search: { collators: { anthosFleet } } },
    }),
  );

describe('readSearchModuleConfig', () => {
  it('works without configuration', () => {
    expect(read()).toMatchObject({
      schedule: { frequency: { minutes: 5 } },
      fleetPath: '/fleet',
    });
  });

  it('takes a schedule and another address', () => {
    const schedule = { frequency: { hours: 1 }, timeout: { minutes: 1 } };
    expect(read({ schedule, fleetPath: '/a/clusters/' })).toMatchObject({
      schedule,
      fleetPath: '/a/clusters',
    });
  });

  it.each(['fleet', '//evil.example', 'https://evil.example'])(
    'refuses %s as an address, and names the key',
    fleetPath => {
      expect(() => read({ fleetPath })).toThrow(
        'search.collators.anthosFleet.fleetPath',
      );
    },
  );
});
