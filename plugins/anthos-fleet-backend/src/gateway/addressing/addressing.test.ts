import { AddressBook } from './AddressBook';
import { answeredAddress, builtAddress, type GatewayTarget } from './endpoint';
import { GatewayHosts } from './GatewayHosts';

const target: GatewayTarget = {
  ref: 'acme-fleet/europe-north1/dc1',
  fleet: 'acme-fleet',
  location: 'europe-north1',
  name: 'dc1',
  projectNumber: '123456789012',
  direct: false,
};
const REGIONAL = 'https://europe-north1-connectgateway.googleapis.com';
const GLOBAL = 'https://connectgateway.googleapis.com';
const PATH =
  '/v1/projects/123456789012/locations/europe-north1/memberships/dc1';
const google = new GatewayHosts(undefined);

describe('builtAddress', () => {
  it.each<
    [
      name: string,
      changes: Partial<GatewayTarget>,
      endpoint: string | undefined,
      expected: string | undefined,
    ]
  >([
    ['regional', {}, undefined, `${REGIONAL}${PATH}`],
    [
      'worldwide',
      { location: 'global' },
      undefined,
      `${GLOBAL}/v1/projects/123456789012/locations/global/memberships/dc1`,
    ],
    [
      'GKE',
      { direct: true },
      undefined,
      `${REGIONAL}${PATH.replace('memberships', 'gkeMemberships')}`,
    ],
    [
      'an endpoint of its own',
      {},
      'https://gateway.example.com/connect/',
      `https://gateway.example.com/connect${PATH}`,
    ],
    [
      'an endpoint with the location',
      {},
      'https://{location}-gw.example.com',
      `https://europe-north1-gw.example.com${PATH}`,
    ],
    ['no number', { projectNumber: undefined }, undefined, undefined],
    ['no location', { location: 'evil.example/x' }, undefined, undefined],
    ['no location, either', { location: 'a.b' }, undefined, undefined],
  ])('%s', (_, changes, endpoint, expected) => {
    expect(
      builtAddress({ ...target, ...changes }, new GatewayHosts(endpoint)),
    ).toBe(expected);
  });
});

describe('answeredAddress', () => {
  const gke = PATH.replace('memberships', 'gkeMemberships');

  it.each<[name: string, answer: unknown, expected: string]>([
    ['as built', `${REGIONAL}${PATH}`, `${REGIONAL}${PATH}`],
    ['GKE after all', `${REGIONAL}${gke}`, `${REGIONAL}${gke}`],
    ['on the worldwide host', `${GLOBAL}${PATH}`, `${GLOBAL}${PATH}`],
    [
      'an older version',
      `${REGIONAL}${PATH.replace('v1', 'v1beta1')}`,
      `${REGIONAL}${PATH}`,
    ],
    ['with a slash at its end', `${REGIONAL}${PATH}/`, `${REGIONAL}${PATH}`],
    ['without a scheme', `${REGIONAL.slice(8)}${PATH}`, `${REGIONAL}${PATH}`],
    [
      'with the ID of the project',
      `${REGIONAL}${PATH.replace('123456789012', 'acme-fleet')}`,
      `${REGIONAL}${PATH.replace('123456789012', 'acme-fleet')}`,
    ],
  ])('%s', (_, answer, expected) => {
    expect(answeredAddress(answer, target, google)).toBe(expected);
  });

  it.each<[name: string, answer: unknown]>([
    ['another host', `https://evil.example${PATH}`],
    ['a host that begins alike', `${REGIONAL}.evil.example${PATH}`],
    [
      'a host that ends alike',
      `https://evil-connectgateway.googleapis.com.evil.example${PATH}`,
    ],
    [
      'the host as a user',
      `https://connectgateway.googleapis.com@evil.example${PATH}`,
    ],
    ['a user', `https://user:pass@connectgateway.googleapis.com${PATH}`],
    ['another port', `${REGIONAL}:8443${PATH}`],
    ['plain HTTP', `http://europe-north1-connectgateway.googleapis.com${PATH}`],
    [
      'another location',
      `https://us-east1-connectgateway.googleapis.com${PATH}`,
    ],
    ['another cluster', `${REGIONAL}${PATH.replace('dc1', 'dc2')}`],
    ['another project', `${REGIONAL}${PATH.replace('123456789012', '999')}`],
    [
      'a location in its path',
      `${REGIONAL}${PATH.replace('europe-north1', 'us-east1')}`,
    ],
    [
      'another collection',
      `${REGIONAL}${PATH.replace('memberships', 'things')}`,
    ],
    ['a way out of its path', `${REGIONAL}${PATH}/../../x`],
    ['a query', `${REGIONAL}${PATH}?to=evil.example`],
    ['a backslash', `${REGIONAL}\\@evil.example${PATH}`],
    ['a body', 'data:text/html,x'],
    ['a file', 'file:///etc/passwd'],
    ['too much', `${REGIONAL}${PATH}${'x'.repeat(2000)}`],
    ['a bad escape', `${REGIONAL}${PATH.replace('dc1', '%E0%A4%A')}`],
    ['no address', 'not an address'],
    ['no text', { toString: () => `${REGIONAL}${PATH}` }],
    ['nothing', undefined],
  ])('refuses %s', (_, answer) => {
    expect(answeredAddress(answer, target, google)).toBeUndefined();
  });

  it('takes the number from the answer where it is not known', () => {
    const unknown = { ...target, projectNumber: undefined };
    expect(answeredAddress(`${REGIONAL}${PATH}`, unknown, google)).toBe(
      `${REGIONAL}${PATH}`,
    );
    expect(
      answeredAddress(
        `${REGIONAL}${PATH.replace('123456789012', 'other-fleet')}`,
        unknown,
        google,
      ),
    ).toBeUndefined();
  });

  it('knows the configured address with its path', () => {
    const own = new GatewayHosts('https://gateway.example.com/connect');
    const answer = `https://gateway.example.com/connect${gke}`;
    expect(answeredAddress(answer, target, own)).toBe(answer);
    expect(
      answeredAddress(`https://gateway.example.com/else${gke}`, target, own),
    ).toBeUndefined();
  });

  it('keeps to the configured address when Google names its own', () => {
    const own = new GatewayHosts('https://gateway.example.com');
    expect(answeredAddress(`${REGIONAL}${gke}`, target, own)).toBe(
      `https://gateway.example.com${gke}`,
    );
    expect(
      answeredAddress(`https://evil.example${gke}`, target, own),
    ).toBeUndefined();
  });
});

describe('AddressBook', () => {
  const HOUR = 3_600_000;
  let now: number;
  let book: AddressBook;

  beforeEach(() => {
    now = 1_000_000;
    book = new AddressBook(
      google,
      () => new Date(now),
      () => 0.5,
    );
  });

  it('asks once for hours, and builds the address until it has asked', () => {
    const answer = `${REGIONAL}${PATH.replace(
      'memberships',
      'gkeMemberships',
    )}`;
    expect(book.isDue(target)).toBe(true);
    expect(book.addressOf(target)).toBe(`${REGIONAL}${PATH}`);
    book.keep(target, answer);
    expect(book.isDue(target)).toBe(false);
    expect(book.addressOf(target)).toBe(answer);
    now += 7 * HOUR;
    expect(book.isDue(target)).toBe(false);
    now += HOUR;
    expect(book.isDue(target)).toBe(true);
  });

  it.each([[undefined], [`https://evil.example${PATH}`]])(
    'asks again after minutes where the answer was %s',
    answer => {
      book.keep(target, answer);
      expect(book.isDue(target)).toBe(false);
      expect(book.addressOf(target)).toBe(`${REGIONAL}${PATH}`);
      now += HOUR / 2;
      expect(book.isDue(target)).toBe(true);
    },
  );

  it('does not ask for all clusters at the same time', () => {
    const dues = [0, 0.25, 0.5, 0.75].map(random => {
      const one = new AddressBook(
        google,
        () => new Date(now),
        () => random,
      );
      one.keep(target, `${REGIONAL}${PATH}`);
      const start = now;
      while (!one.isDue(target)) {
        now += HOUR / 4;
      }
      const hours = (now - start) / HOUR;
      now = start;
      return hours;
    });
    expect(new Set(dues).size).toBe(4);
  });

  it('asks anew when the register says something else', () => {
    book.keep(target, `${REGIONAL}${PATH}`);
    expect(book.isDue({ ...target, direct: true })).toBe(true);
    expect(book.isDue({ ...target, projectNumber: '1' })).toBe(true);
  });

  it('drops an answer that is wrong, but not the memory of a failure', () => {
    book.keep(target, `${REGIONAL}${PATH}`);
    book.forget(target);
    expect(book.isDue(target)).toBe(true);
    book.keep(target, undefined);
    book.forget(target);
    expect(book.isDue(target)).toBe(false);
  });
});
