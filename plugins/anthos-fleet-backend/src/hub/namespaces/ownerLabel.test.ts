import fc from 'fast-check';
import { ownerLabelOf, ownerOfLabel } from './ownerLabel';

describe('the label of an owner', () => {
  it.each([
    ['group:default/team-maps', 'group_default_team-maps'],
    ['Group:Default/Team-Maps', 'group_default_team-maps'],
    ['user:people/kari_nordmann', 'user_people_kari_nordmann'],
    [undefined, 'none'],
  ])('of %s is %s', (owner, label) => {
    expect(ownerLabelOf(owner)).toBe(label);
  });

  it('tells the owner again', () => {
    expect(ownerOfLabel('user_people_kari_nordmann')).toBe(
      'user:people/kari_nordmann',
    );
    expect(ownerOfLabel('none')).toBe('nobody');
    expect(ownerOfLabel('anything')).toBe('anything');
  });

  it('is allowed, and differs where refs differ, whatever their names', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,80}$/);
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [left, right] = [a, b].map(each => `group:default/${each}`);
        expect(ownerLabelOf(left)).toMatch(/^[a-z0-9_-]{1,63}$/);
        expect(ownerLabelOf(left) === ownerLabelOf(right)).toBe(
          left.toLowerCase() === right.toLowerCase(),
        );
      }),
    );
  });
});
