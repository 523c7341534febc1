import { judgeVersionSkew } from './versionSkew';

const order = (versions: string[]) =>
  judgeVersionSkew(versions).versions.map(({ version }) => version);

describe('judgeVersionSkew', () => {
  it.each([
    ['by number, not by text', ['v1.9.2', 'v1.10.0'], ['v1.10.0', 'v1.9.2']],
    [
      'builds of one version',
      ['v1.33.5-gke.300', 'v1.33.5-gke.1080000'],
      ['v1.33.5-gke.1080000', 'v1.33.5-gke.300'],
    ],
    ['each once', ['1.22.0', '1.22.0'], ['1.22.0']],
    [
      'what is no version last',
      ['asm-managed', 'asm-old', '1.20.1'],
      ['1.20.1', 'asm-managed', 'asm-old'],
    ],
    ['nothing', [], []],
  ])('puts the newest first: %s', (_what, versions, expected) => {
    expect(order(versions)).toEqual(expected);
  });

  it.each<[string[], number | undefined]>([
    [['v1.33.5-gke.1', 'v1.31.8', 'v1.30.4+k3s1'], 3],
    [['v1.33.5', 'v1.33.1'], 0],
    [['v1.33.5'], undefined],
    [['2.0.0', '1.33.1'], undefined],
    [['asm-managed', 'asm-managed-rapid'], undefined],
    [['1.20.1', 'asm-managed'], undefined],
    [[], undefined],
  ])('says how far apart %j are: %s', (versions, expected) => {
    expect(judgeVersionSkew(versions).minorsApart).toBe(expected);
  });

  it('says how far each is behind the newest, of the same major version only', () => {
    expect(
      judgeVersionSkew(['1.31.8', '2.1.0', '2.0.4', 'x']).versions,
    ).toEqual([
      { version: '2.1.0', minorsBehind: 0 },
      { version: '2.0.4', minorsBehind: 1 },
      { version: '1.31.8' },
      { version: 'x' },
    ]);
  });
});
