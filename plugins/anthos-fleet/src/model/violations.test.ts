import { entityViolation } from '../__fixtures__';
import { violatedRules } from './violations';

it('puts violations together by rule and by what the rule does', () => {
  const rules = violatedRules([
    entityViolation({ name: 'a', enforcement: 'deny' }),
    entityViolation({ name: 'b', enforcement: 'deny', cluster: 'p/l/other' }),
    entityViolation({ name: 'a', enforcement: 'dryrun' }),
    entityViolation({ constraint: 'another', bundle: undefined }),
  ]);
  expect(
    rules.map(({ name, enforcement, violations }) => [
      name,
      enforcement,
      violations.map(item => item.name),
    ]),
  ).toEqual([
    ['pss-users', 'deny', ['a', 'b']],
    ['pss-users', 'dryrun', ['a']],
    ['another', 'deny', ['api-0']],
  ]);
  expect(rules.map(({ bundle }) => bundle)).toEqual(['pss', 'pss', undefined]);
});

it.each([
  ['K8sPSPAllowedUsers', 'user'],
  ['K8sRequiredResources', 'resources'],
  ['OurOwnRule', 'other'],
  ['constructor', 'other'],
])('knows the remedy for %s: %s', (constraintKind, remedy) => {
  expect(violatedRules([entityViolation({ constraintKind })])).toMatchObject([
    { remedy },
  ]);
});
