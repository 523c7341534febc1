import { mergeResources, remedyOf } from './mergeResources';

const ours = 'kind: Kustomization\nresources:\n  - place-names\n';

describe('adding to a list of resources', () => {
  it('keeps everything else as somebody wrote it', () => {
    const there =
      '# ours, with care\nkind: Kustomization\nresources:\n  - tiles # the map\n  - ../extra\ncommonLabels: { a: b }\n';
    expect(mergeResources(there, ours)).toEqual({
      text: '# ours, with care\nkind: Kustomization\nresources:\n  - tiles # the map\n  - ../extra\n  - place-names\ncommonLabels: { a: b }\n',
      added: ['place-names'],
    });
  });

  it('gives the very same text when nothing is missing', () => {
    const there = "resources: [ tiles,   'place-names' ]\n\n\n";
    expect(mergeResources(there, ours)).toEqual({ text: there, added: [] });
  });

  it('adds to a list that is empty, or written in one line', () => {
    expect(mergeResources('resources: []\n', ours)).toMatchObject({
      text: expect.stringMatching(/place-names/),
      added: ['place-names'],
    });
    expect(mergeResources('resources: [tiles]\n', ours)).toMatchObject({
      text: 'resources: [ tiles, place-names ]\n',
    });
  });

  it.each([
    ['resources: [', 'it is no kustomization that can be read'],
    ['- a\n- b\n', 'it is no kustomization that can be read'],
    ['', 'it is no kustomization that can be read'],
    ['kind: Kustomization\n', 'it has no list named resources'],
    ['resources: tiles\n', 'it has no list named resources'],
    [`# ${'x'.repeat(1024 * 1024)}`, 'it is too large'],
  ])('says why it cannot add to %j', (there, problem) => {
    expect(mergeResources(there, ours)).toEqual({
      problem: expect.stringContaining(problem),
    });
  });

  it('says what to write by hand', () => {
    expect(remedyOf(ours)).toBe(
      'list "place-names" under its resources by hand',
    );
  });
});
