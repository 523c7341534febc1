import fc from 'fast-check';
import {
  checkNamespaceName,
  type NamespaceNameProblemCode,
  type NamespaceNameRules,
} from './namespaceName';

describe('checkNamespaceName', () => {
  it.each<[string, NamespaceNameRules]>([
    ['a', {}],
    ['cadastre-main', {}],
    ['0-9', {}],
    ['istio', {}],
    ['defaults', {}],
    ['my-kube-system', {}],
    ['a'.repeat(36), {}],
    ['a'.repeat(44), { repoSyncName: 'x' }],
    ['team-a', { prefixes: ['team-', 'lab-'] }],
    ['team-a', { reserved: ['team-b', 'team-a-*'] }],
  ])('takes %s', (name, rules) => {
    expect(checkNamespaceName(name, rules)).toEqual([]);
  });

  it.each<[string, NamespaceNameRules, NamespaceNameProblemCode[]]>([
    ['', {}, ['empty']],
    ['Cadastre', {}, ['not-a-label']],
    ['-a', {}, ['not-a-label']],
    ['a-', {}, ['not-a-label']],
    ['a.b', {}, ['not-a-label']],
    ['a\nb: c', {}, ['not-a-label']],
    ['../a', {}, ['not-a-label']],
    ['a\n', {}, ['not-a-label']],
    // A Cyrillic a.
    ['c\u0430dastre', {}, ['not-a-label']],
    ['a'.repeat(64), {}, ['too-long']],
    ['A'.repeat(300), {}, ['not-a-label', 'too-long']],
    ['a'.repeat(37), {}, ['too-long-for-config-sync']],
    ['a'.repeat(45), { repoSyncName: 'x' }, ['too-long-for-config-sync']],
    ['a', { repoSyncName: 'x'.repeat(60) }, ['too-long-for-config-sync']],
    ['default', {}, ['reserved']],
    ['kube-system', {}, ['reserved']],
    ['istio-system', {}, ['reserved']],
    ['asm-system', {}, ['reserved']],
    ['gke-managed-system', {}, ['reserved']],
    ['config-management-system', {}, ['reserved']],
    ['resource-group-system', {}, ['reserved']],
    ['gatekeeper-system', {}, ['reserved']],
    ['team-a', { reserved: ['team-a'] }, ['reserved']],
    ['team-a-b', { reserved: ['team-a-*'] }, ['reserved']],
    ['lab-a', { prefixes: ['team-'] }, ['prefix']],
    ['kube-a', { prefixes: ['team-'] }, ['reserved', 'prefix']],
  ])('refuses %j with %j', (name, rules, codes) => {
    expect(checkNamespaceName(name, rules).map(({ code }) => code)).toEqual(
      codes,
    );
  });

  it('says what to do', () => {
    const messages = (name: string, rules?: NamespaceNameRules) =>
      checkNamespaceName(name, rules).map(({ message }) => message);
    expect(messages('c\u0430dastre')).toEqual([
      'The name has U+0430; use only small letters a to z, digits, and dashes in between',
    ]);
    expect(messages('a b')[0]).toContain('a space');
    expect(messages('A')[0]).toContain("'A'");
    expect(messages('kube-a')).toEqual([
      'kube-* is kept for Kubernetes itself; choose another name',
    ]);
    expect(messages('a', { prefixes: ['x-', 'y-', 'z-'] })).toEqual([
      'The name must begin with x-, y- or z-',
    ]);
    expect(messages('a'.repeat(37))).toEqual([
      'The name has 37 characters, and beside a RepoSync called repo-sync Config Sync has room for 36; shorten it',
    ]);
  });

  it('never repeats a long or strange name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), name => {
        for (const { message } of checkNamespaceName(name)) {
          expect(message.length).toBeLessThan(200);
          expect(message).toMatch(/^[ -~]*$/);
        }
      }),
    );
  });
});
