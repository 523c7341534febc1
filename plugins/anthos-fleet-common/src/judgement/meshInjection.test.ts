import { judgeMeshInjection } from './meshInjection';

describe('judgeMeshInjection', () => {
  it.each<[string, Record<string, string>, {}]>([
    ['no labels', {}, { meshInjection: 'none' }],
    ['enabled', { 'istio-injection': 'enabled' }, { meshInjection: 'enabled' }],
    [
      'written otherwise',
      { 'istio-injection': ' Enabled' },
      { meshInjection: 'enabled' },
    ],
    [
      'disabled',
      { 'istio-injection': 'disabled' },
      { meshInjection: 'disabled' },
    ],
    ['anything else', { 'istio-injection': 'yes' }, { meshInjection: 'none' }],
    [
      'a revision',
      { 'istio.io/rev': 'asm-1313-9' },
      { meshInjection: 'enabled', meshRevision: 'asm-1313-9' },
    ],
    ['an empty revision', { 'istio.io/rev': '' }, { meshInjection: 'none' }],
    [
      'both',
      { 'istio-injection': 'enabled', 'istio.io/rev': 'asm-managed' },
      { meshInjection: 'conflicting', meshRevision: 'asm-managed' },
    ],
    [
      'switched off with a revision',
      { 'istio-injection': 'disabled', 'istio.io/rev': 'asm-managed' },
      { meshInjection: 'conflicting', meshRevision: 'asm-managed' },
    ],
    [
      'without sidecars',
      { 'istio.io/dataplane-mode': 'ambient' },
      { meshInjection: 'none' },
    ],
    [
      'what an object inherits is no label',
      Object.create({ 'istio-injection': 'enabled' }),
      { meshInjection: 'none' },
    ],
  ])('%s', (_, labels, expected) => {
    expect(judgeMeshInjection(labels)).toEqual(expected);
  });
});
