import {
  cleanMessage,
  cleanText,
  textOfHtml,
  withoutCredentials,
  withoutSecrets,
} from './text';

describe('cleanText', () => {
  it.each([
    ['plain', 'plain'],
    ['  around  ', 'around'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['nul\u0000bell\u0007del\u007f', 'nulbelldel'],
    ['turned\u202eround\u2066', 'turnedround'],
    ['half \ud83d a pair', 'half \ufffd a pair'],
    ['whole \ud83d\ude00 pair', 'whole \ud83d\ude00 pair'],
    ['åæø', 'åæø'],
  ])('%j', (text, expected) => {
    expect(cleanText(text, 100)).toBe(expected);
  });

  it('cuts long text, and never a character in two', () => {
    expect(cleanText('abcdefgh', 5)).toBe('abcd…');
    expect(cleanText('abc\ud83d\ude00fgh', 5)).toBe('abc\ufffd…');
    expect(cleanText('x'.repeat(10_000_000), 5)).toBe('xxxx…');
  });
});

describe('withoutSecrets', () => {
  it.each([
    ['clone https://bot:hunter2@host/x', 'clone https://host/x'],
    ['clone https://ghp_token@host/x', 'clone https://host/x'],
    ['Authorization: Bearer abcdefghijkl', 'Authorization: Bearer [removed]'],
    ['token ya29.a0AfH6SMBx-y_z was bad', 'token [removed] was bad'],
    ['got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', 'got [removed]'],
    ['with ghp_0123456789abcdefABCDEF', 'with [removed]'],
    ['with glpat-0123456789abcdefABCD', 'with [removed]'],
    ['?access_token=abcdef&x=1', '?access_token=[removed]&x=1'],
    ['"password": "hunter22"', '"password": "[removed]"'],
    [
      'key -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- end',
      'key [removed] end',
    ],
    ['-----BEGIN PRIVATE KEY-----\nMIIE', '[removed]'],
    [
      'KNV1021: no secret in https://host/path@v1',
      'KNV1021: no secret in https://host/path@v1',
    ],
    ['unexpected token: )', 'unexpected token: )'],
  ])('%s', (message, expected) => {
    expect(withoutSecrets(message)).toBe(expected);
  });

  it('is quick with long nonsense', () => {
    const started = performance.now();
    for (const part of [
      'https://',
      'a',
      'eyJ',
      'bearer ',
      '-----BEGIN PRIVATE KEY-----',
      'token=',
      '.',
    ]) {
      cleanMessage(part.repeat(100_000), 4096);
    }
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('cleanMessage', () => {
  it('removes a secret that the limit would cut in two', () => {
    expect(cleanMessage(`${'x'.repeat(80)} ya29.secretsecret`, 90)).toBe(
      `${'x'.repeat(80)} [removed]`,
    );
  });
});

describe('textOfHtml', () => {
  it.each([
    ['<h1>Bad   gateway</h1><p>now</p>', 'Bad gateway now'],
    ['<style>b{}</style><script>x()</script>text', 'text'],
    ['a &lt;b&gt; &amp; c&nbsp;d', 'a <b> & c d'],
    ['<unfinished', ''],
    ['<script>never ends', ''],
    ['plain', 'plain'],
  ])('%s', (html, expected) => {
    expect(textOfHtml(html)).toBe(expected);
  });

  it('is quick with long nonsense', () => {
    const started = performance.now();
    for (const part of ['<', '<script>', '&lt;', '<!--', ' ']) {
      textOfHtml(part.repeat(100_000));
    }
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('withoutCredentials', () => {
  it.each([
    ['https://github.com/acme/x', 'https://github.com/acme/x'],
    ['https://user@github.com/acme/x', 'https://github.com/acme/x'],
    ['https://user:pw@github.com/acme/x', 'https://github.com/acme/x'],
    ['https://user:p@ss/w@github.com/acme/x', 'https://github.com/acme/x'],
    ['https://github.com/acme/x?token=abc#d', 'https://github.com/acme/x'],
    ['HTTPS://user:pw@host/x', 'HTTPS://host/x'],
    ['ssh://git@host:22/acme/x', 'ssh://git@host:22/acme/x'],
    ['ssh://git:pw@host/acme/x', 'ssh://host/acme/x'],
    ['git@github.com:acme/x.git', 'git@github.com:acme/x.git'],
    ['user:pw@host:acme/x', 'host:acme/x'],
    [
      'europe-docker.pkg.dev/a/b@sha256:01',
      'europe-docker.pkg.dev/a/b@sha256:01',
    ],
    ['host:5000/a/b@sha256:01', 'host:5000/a/b@sha256:01'],
    ['', ''],
  ])('%s', (repository, expected) => {
    expect(withoutCredentials(repository)).toBe(expected);
  });
});
