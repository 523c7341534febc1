import { conflictingSyncs } from './conflict';
import { explainSyncError } from './explain';
import { EXPLANATIONS } from './texts';

// Every code that Config Sync uses; those that it has retired are not among them.
const CODES =
  '1003 1004 1005 1006 1007 1009 1010 1011 1013 1014 1017 1019 1020 1021 1027 1029 1031 1032 1034 1036 1038 1039 1041 1042 1043 1044 1045 1046 1047 1048 1050 1052 1053 1054 1055 1056 1057 1058 1060 1061 1064 1065 1066 1067 1068 1069 1070 2001 2002 2003 2004 2005 2006 2008 2009 2010 2012 2013 2014 2015 2016 2017 9998 9999'
    .split(' ')
    .map(code => `KNV${code}`);

describe('explainSyncError', () => {
  it('knows every code of the product, and no other', () => {
    expect(Object.keys(EXPLANATIONS).sort()).toEqual(CODES);
  });

  it.each(CODES)('%s: title, cause and remedy in whole sentences', code => {
    const explained = explainSyncError(code, '');
    expect(explained).toMatchObject({
      known: true,
      documentationUrl: `https://g.co/cloud/acm-errors#${code.toLowerCase()}`,
    });
    expect(explained.title).toMatch(/^[A-Z][^.!]{2,79}[^.!]$/);
    expect(explained.cause).toMatch(/^[A-Z][^!]+\.$/);
    expect(explained.remedy).toMatch(/^[A-Z"][^!]+\.$/);
  });

  it('has no title twice', () => {
    const titles = CODES.map(code => EXPLANATIONS[code].title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each([
    [
      'KNV2009',
      'exceeded quota: compute, requested: pods=1, used: pods=9, limited: pods=9',
      'ResourceQuota',
      'source',
    ],
    [
      'KNV2009',
      'admission webhook "validation.gatekeeper.sh" denied the request: [owner] no',
      'policy',
      'source',
    ],
    [
      'KNV2009',
      'failed to wait for Deployment.apps, a/b: reconcile timeout',
      'reconcileTimeout',
      'cluster',
    ],
    [
      'KNV2009',
      'failed to apply Deployment.apps, a/b: never seen before',
      'refused',
      'unknown',
    ],
    [
      'KNV2004',
      'fatal: Authentication failed for https://a/b',
      'expired',
      'sync',
    ],
    [
      'KNV2004',
      'dial tcp: lookup git.lan on 10.0.0.10:53: no such host',
      'firewalls',
      'cluster',
    ],
    ['KNV2004', 'something else', 'blocked', 'sync'],
    ['KNV1061', 'Secret git-creds not found: create one', 'Secret', 'cluster'],
    ['KNV2010', 'namespaces "x" not found', 'namespace', 'source'],
    [
      'KNV2013',
      'X is attempting to grant RBAC permissions not currently held',
      'give away',
      'cluster',
    ],
  ])('%s: %s', (code, message, word, fixedIn) => {
    const explained = explainSyncError(code, message);
    expect(`${explained.cause} ${explained.remedy}`).toContain(word);
    expect(explained.fixedIn).toBe(fixedIn);
    expect(explained.title).toBe(EXPLANATIONS[code].title);
  });

  it.each([
    [
      'KNV7777',
      'KNV7777: brand new',
      {
        title: 'KNV7777',
        cause: 'brand new',
        known: false,
        fixedIn: 'unknown',
        documentationUrl: 'https://g.co/cloud/acm-errors#knv7777',
      },
    ],
    ['KNV7777', '', { cause: 'The product does not say why.' }],
    ['CUSTOM-1', 'something', { title: 'CUSTOM-1', known: false }],
    [
      undefined,
      'something',
      { title: 'Error without a code', cause: 'something' },
    ],
    ['constructor', 'something', { title: 'constructor', known: false }],
  ])('shows %s as it is', (code, message, expected) => {
    expect(explainSyncError(code, message)).toMatchObject(expected);
  });

  it.each(['CUSTOM-1', undefined, 'constructor'])(
    'has no link for %s',
    code => {
      expect(explainSyncError(code, '')).not.toHaveProperty('documentationUrl');
    },
  );

  it('links to where it is told to', () => {
    expect(
      explainSyncError('KNV1021', '', {
        documentationUrl: 'https://docs.lan/errors',
      }).documentationUrl,
    ).toBe('https://docs.lan/errors#knv1021');
  });

  it('shortens the text of a code that is not known', () => {
    expect(explainSyncError('KNV7777', 'x'.repeat(5000)).cause).toHaveLength(
      1024,
    );
  });

  it('names the syncs of a conflict', () => {
    const { cause } = explainSyncError(
      'KNV1060',
      'KNV1060: The ":root" reconciler detected a management conflict with the "grunnbok_main" reconciler. Remove …',
    );
    expect(cause).toMatch(
      /^It is declared for the RootSync root-sync and for the RepoSync main of the namespace grunnbok\. Each/,
    );
    expect(explainSyncError('KNV1060', 'no').cause).toMatch(/^Each/);
  });
});

describe('conflictingSyncs', () => {
  const conflict = (one: string, other?: string) =>
    `The "${one}" reconciler detected a management conflict with ${
      other ? `the "${other}"` : 'another'
    } reconciler.`;

  it.each([
    [
      conflict(':root_platform', ':root'),
      'It is declared for the RootSync platform and for the RootSync root-sync.',
    ],
    [
      conflict('grunnbok', ':root'),
      'It is declared for the RepoSync repo-sync of the namespace grunnbok and for the RootSync root-sync.',
    ],
    [
      conflict('grunnbok'),
      'It is declared for the RepoSync repo-sync of the namespace grunnbok and for another sync.',
    ],
    [
      conflict(':root', 'UNKNOWN'),
      'It is declared for the RootSync root-sync and for another sync.',
    ],
    ['nothing of the sort', undefined],
  ])('%s', (message, expected) => {
    expect(conflictingSyncs(message)).toBe(expected);
  });
});
