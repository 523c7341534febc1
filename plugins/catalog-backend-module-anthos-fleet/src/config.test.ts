import { ConfigReader } from '@backstage/config';
import { readCatalogModuleConfig } from './config';

const read = (anthosFleet?: unknown) =>
  readCatalogModuleConfig(
    new ConfigReader(
      anthosFleet === undefined
        ? {}
        : { catalog: { providers: { anthosFleet: anthosFleet as {} } } },
    ),
  );

describe('readCatalogModuleConfig', () => {
  it('needs no configuration', () => {
    expect(read()).toEqual({
      schedule: {
        frequency: { minutes: 3 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 20 },
        scope: 'global',
      },
      entities: {
        namespace: 'default',
        owner: { rules: [], default: 'group:default/unknown' },
        system: { rules: [] },
        lifecycle: { rules: [] },
      },
    });
  });

  it('keeps the default owner when only rules are given', () => {
    expect(
      read({ owner: { rules: [{ label: 'team' }] } }).entities.owner,
    ).toEqual({ rules: [{ label: 'team' }], default: 'group:default/unknown' });
  });

  it('completes refs', () => {
    const { owner, system } = read({
      owner: {
        rules: [{ label: 'cc', values: { '1-1': 'a' } }],
        default: 'User:b',
      },
      system: { default: 'maps/tiles' },
    }).entities;
    expect(owner.rules[0].values?.get('1-1')).toBe('group:default/a');
    expect(owner.default).toBe('user:default/b');
    expect(system).toEqual({ rules: [], default: 'system:maps/tiles' });
  });

  it('runs on one replica at a time, whatever is configured', () => {
    expect(
      read({
        schedule: {
          frequency: 'PT1M',
          timeout: { seconds: 30 },
          scope: 'local',
        },
      }).schedule,
    ).toMatchObject({ timeout: { seconds: 30 }, scope: 'global' });
  });

  it.each([
    [{ namespace: 'No Such' }, /anthosFleet\.namespace is 'No Such'/],
    [{ owner: { default: 'a b' } }, /owner\.default is 'a b'.*group:default/],
    [
      { owner: { rules: [{ label: 'x', values: { y: ':' } }] } },
      /owner\.rules: values\.y is ':'/,
    ],
    [
      { system: { rules: [{ label: 'x', values: ['y'] }] } },
      /system\.rules\[0\]\.values must be an object/,
    ],
    [
      { lifecycle: { rules: [{ label: 'x', values: { y: 1 } }] } },
      /lifecycle\.rules\[0\]\.values\.y must be a text/,
    ],
    [{ owner: { rules: [{}] } }, /label/],
  ])('refuses %j and says why', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
