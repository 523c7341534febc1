import { bareMessage, cleanMessage } from './message';

const LINK = 'For more information, see https://g.co/cloud/acm-errors#knv1045';
const BLOCK =
  'source: prod/api.yaml\nnamespace: a\nmetadata.name: api\ngroup: apps\nversion: v1\nkind: Deployment';
const API = {
  sourcePath: 'prod/api.yaml',
  name: 'api',
  namespace: 'a',
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
};
const NAMELESS =
  'source: prod/x.yaml\nmetadata.name:\ngroup:\nversion: v1\nkind: Namespace';

describe('cleanMessage', () => {
  it.each([
    ['code and link', `KNV1045: No status.\n\n${LINK}`, [], 'No status.'],
    ['a code without a text', `KNV1045: \n\n${LINK}`, [], ''],
    ['a code alone', 'KNV1045', [], ''],
    [
      'a code that is a word of the text',
      'KNV1045 is bad',
      [],
      'KNV1045 is bad',
    ],
    ['windows line ends', `KNV1045: No.\r\n\r\n${LINK}\r\n`, [], 'No.'],
    [
      'a block that the resources tell',
      `KNV1045: No.\n\n${BLOCK}\n\n${LINK}`,
      [API],
      'No.',
    ],
    [
      'a block that they do not tell',
      `KNV1045: No.\n\n${BLOCK}\n\n${LINK}`,
      [{ ...API, name: 'web' }],
      `No.\n\n${BLOCK}`,
    ],
    [
      'a block without resources',
      `KNV1045: No.\n\n${BLOCK}`,
      [],
      `No.\n\n${BLOCK}`,
    ],
    [
      'one block of two',
      `KNV1029: Twice.\n\n${BLOCK}\n\n${BLOCK.replace('api.yaml', 'b.yaml')}`,
      [API],
      `Twice.\n\n${BLOCK.replace('api.yaml', 'b.yaml')}`,
    ],
    [
      'a block without a name',
      `KNV1031: No name.\n\n${NAMELESS}`,
      [{ sourcePath: 'prod/x.yaml', version: 'v1', kind: 'Namespace' }],
      'No name.',
    ],
    [
      'paths',
      'KNV1044: No.\n\npath: namespaces/a/\npath: b',
      [{ sourcePath: 'namespaces/a' }, { sourcePath: 'b/' }],
      'No.',
    ],
    [
      'a block without a file',
      'KNV1061: No.\n\nnamespace: a\nmetadata.name: api',
      [{ name: 'api', namespace: 'a' }],
      'No.',
    ],
    [
      'a sentence that begins like a block',
      'KNV2001: No.\n\nsource: of all\nevil',
      [],
      'No.\n\nsource: of all\nevil',
    ],
    ['characters that control', 'a\u0000b\u0007c\td', [], 'abc\td'],
    ['text in between', `KNV1020: One.\n\nTwo.\n\n${LINK}`, [], 'One.\n\nTwo.'],
  ])('%s', (_, message, resources, expected) => {
    expect(cleanMessage(message, resources)).toBe(expected);
  });

  it('is never longer than 4,096 characters', () => {
    expect(cleanMessage('x'.repeat(10_000))).toHaveLength(4096);
  });

  it('does not cut a character in halves', () => {
    const cut = cleanMessage(`${'x'.repeat(4094)}😀😀`);
    expect(cut.endsWith('x…')).toBe(true);
  });
});

describe('bareMessage', () => {
  it('takes out blocks that nobody else tells, too', () => {
    expect(bareMessage(`KNV1045: No.\n\n${BLOCK}\n\n${LINK}`)).toBe('No.');
  });
});
