import { parseFilter } from './filter';

const clusters: Record<string, string>[] = [
  { name: 'one', 'labels.env': 'prod', 'labels.site': 'dc1', created: '2025' },
  { name: 'two', 'labels.env': 'prod', created: '2026' },
  { name: 'three', 'labels.env': 'dev', 'labels.site': 'dc2', created: '2024' },
  { name: 'four', created: '2023' },
];

const select = (filter: string | undefined) =>
  clusters
    .filter(
      parseFilter(filter, ['name', 'created'], (item, path) => item[path]),
    )
    .map(cluster => cluster.name);

describe('parseFilter', () => {
  it.each([
    [undefined, ['one', 'two', 'three', 'four']],
    ['  ', ['one', 'two', 'three', 'four']],
    ['labels.env=prod', ['one', 'two']],
    ['labels.env = "prod"', ['one', 'two']],
    ["labels.env = 'prod'", ['one', 'two']],
    ['labels.env:*', ['one', 'two', 'three']],
    ['labels.env:"*"', []],
    ['labels.env:pro', ['one', 'two']],
    ['labels.env!=prod', ['three', 'four']],
    ['labels.env=prod AND labels.site=dc1', ['one']],
    ['labels.env=prod labels.site:*', ['one']],
    ['NOT labels.site:*', ['two', 'four']],
    ['-labels.site:*', ['two', 'four']],
    ['labels.env=dev OR labels.site=dc1', ['one', 'three']],
    ['labels.site:* AND labels.env=dev OR labels.env=prod', ['one', 'three']],
    ['(labels.site:* AND labels.env=dev) OR name=two', ['two', 'three']],
    ['NOT (labels.env=prod OR labels.env=dev)', ['four']],
    ['created>=2025', ['one', 'two']],
    ['created < 2024', ['four']],
    ['name="o\\"ne"', []],
  ])('%s', (filter, expected) => {
    expect(select(filter)).toEqual(expected);
  });

  it.each([
    ['labels.env', 'an operator is missing'],
    ['labels.env=', 'a value is missing'],
    ['labels.env prod', '"prod" is not an operator'],
    ['colour=red', 'unknown field "colour"'],
    ['labels.=x', 'unknown field'],
    ['(name=one', 'a bracket is not closed'],
    ['name=one)', 'unexpected ")"'],
    ['name="one', 'cannot be read at'],
    ['AND', 'unknown field "AND"'],
  ])('%s is refused', (filter, message) => {
    expect(() => select(filter)).toThrow(message);
  });
});
