import { escapeMarkdown, markdownCode, markdownLink } from './markdown';

it.each<[string, string]>([
  ['plain words: 4Gi of "memory", 5 %.', 'plain words: 4Gi of "memory", 5 %.'],
  ['two\nlines\r\n  and more ', 'two lines and more'],
  ['*now* _then_ ~~never~~', '\\*now\\* \\_then\\_ \\~\\~never\\~\\~'],
  ['[click](https://evil.example)', '\\[click\\](https://evil.example)'],
  ['![pixel](https://evil.example)', '!\\[pixel\\](https://evil.example)'],
  ['<script>', '\\<script\\>'],
  ['&lt;b&gt; & &#60;', '\\&lt;b\\&gt; & \\&\\#60;'],
  ['`code` | cell', '\\`code\\` \\| cell'],
  ['# heading', '\\# heading'],
  ['> quote', '\\> quote'],
  ['- item', '\\- item'],
  ['12. item', '12\\. item'],
  ['=== rule', '\\=== rule'],
  ['a\\[b', 'a\\\\\\[b'],
])('keeps %j words', (text, expected) => {
  expect(escapeMarkdown(text)).toBe(expected);
});

it.each<[string, string, string]>([
  ['a file', 'https://git.example/a', '[a file](https://git.example/a)'],
  ['a](b', 'https://git.example/a', '[a\\](b](https://git.example/a)'],
  ['x', 'https://git.example/a)(b c', '[x](https://git.example/a%29%28b%20c)'],
])('links %j to %s', (text, url, expected) => {
  expect(markdownLink(text, url)).toBe(expected);
});

it.each<[string, string]>([
  ['kubectl get ns', '```\nkubectl get ns\n```'],
  ['echo ```\n# no', '````\necho ```\n# no\n````'],
])('fences %j', (code, expected) => {
  expect(markdownCode(code)).toBe(expected);
});
