import { commitUrl, safeUrl, shortCommit } from './links';

const COMMIT = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

it.each([
  ['https://console.cloud.google.com/x', 'https://console.cloud.google.com/x'],
  // Git hosts inside a company do not all have a certificate.
  ['http://example.com', 'http://example.com/'],
  [['javascript', 'alert(1)'].join(':'), undefined],
  ['data:text/html,x', undefined],
  ['https://user:secret@example.com', undefined],
  ['git@github.com:a/b.git', undefined],
  ['not a url', undefined],
  [undefined, undefined],
])('safeUrl(%p)', (text, expected) => {
  expect(safeUrl(text)).toBe(expected);
});

it.each([
  [
    'https://github.com/acme/config.git',
    `https://github.com/acme/config/commit/${COMMIT}`,
  ],
  ['https://gitlab.com/a/b/', `https://gitlab.com/a/b/-/commit/${COMMIT}`],
  ['https://bitbucket.org/a/b', `https://bitbucket.org/a/b/commits/${COMMIT}`],
  ['https://github.com.evil.example/a/b', undefined],
  ['https://git.example.com/a/b', undefined],
  [undefined, undefined],
])('commitUrl(%p)', (repository, expected) => {
  expect(commitUrl(repository, COMMIT)).toBe(expected);
});

it('links to no commit that is none', () => {
  expect(commitUrl('https://github.com/a/b', '../../x')).toBeUndefined();
  expect(commitUrl('https://github.com/a/b', undefined)).toBeUndefined();
});

it('shortens hashes and leaves versions alone', () => {
  expect(shortCommit(COMMIT)).toBe('0a1b2c3');
  expect(shortCommit('chart:1.2.3')).toBe('chart:1.2.3');
});
