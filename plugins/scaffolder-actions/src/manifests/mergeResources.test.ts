import { mergeResources, remedyOf } from './mergeResources';

const ours = 'kind: Kustomization\nresources:\n  - place-names\n';

describe('adding to a list of resources', () => {
  it('keeps everything else as somebody wrote it', () => {
    const there =
      '# ours, with care\nkind: Kustomization\nresources:\n  - tiles # the map\n  - ../extra\ncommonLabels: { a: b }\n';
    expect(mergeResources(there, ours)).toEqual({
      text: '# ours, with care\nkind: Kustomization\nresources:\n  - tiles # the map\n  - ../extra\n  - place-names\ncommonLabels: { a: b }\n',
    });
  });

  it('gives the very same text when nothing is missing', () => {
    const there = "resources: [ tiles,   'place-names' ]\n\n\n";
    expect(mergeResources(there, ours)).toEqual({ text: there });
  });

  it('adds to a list that is empty, or written in one line', () => {
    expect(mergeResources('resources: []\n', ours)).toMatchObject({
      text: expect.stringMatching(/place-names/),
    });
    expect(mergeResources('resources: [tiles]\n', ours)).toMatchObject({
      text: 'resources: [ tiles, place-names ]\n',
    });
  });

  it.each([
    ['resources: [', 'is no kustomization that can be read'],
    ['- a\n- b\n', 'is no kustomization that can be read'],
    ['', 'is no kustomization that can be read'],
    ['kind: Kustomization\n', 'has no list named resources'],
    ['resources: tiles\n', 'has no list named resources'],
    [`# ${'x'.repeat(256 * 1024)}`, 'is too large'],
    [`resources: ${'['.repeat(100_000)}`, 'is no kustomization'],
  ])('says why it cannot add to %j', (there, problem) => {
    expect(mergeResources(there, ours)).toEqual({
      problem: expect.stringContaining(problem),
    });
  });

  it('ends soon for very many keys', () => {
    const keys = Array.from({ length: 20_000 }, (_, at) => `k${at}: 1\n`);
    const there = `resources: [tiles]\n${keys.join('')}`;
    expect(mergeResources(there, ours)).toMatchObject({
      text: expect.stringMatching(/^resources: \[ tiles, place-names \]/),
    });
  });

  it('says what to write by hand', () => {
    expect(remedyOf(ours)).toBe('list place-names under its resources by hand');
  });
});
