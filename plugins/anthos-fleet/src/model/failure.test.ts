import { responseError } from '../__fixtures__';
import { classifyFailure, isWorthARetry, messageOf } from './failure';

it.each([
  [401, 'AuthenticationError', 'signed-out', false],
  [403, 'NotAllowedError', 'forbidden', false],
  [404, 'NotFoundError', 'not-found', false],
  [400, 'InputError', 'server', false],
  [429, 'Error', 'server', true],
  [500, 'Error', 'server', true],
  [503, 'ServiceUnavailableError', 'server', true],
])('%d %s is %s', async (status, name, kind, retry) => {
  const error = await responseError(status, name, 'Because.');
  expect(classifyFailure(error)).toBe(kind);
  expect(isWorthARetry(error)).toBe(retry);
  expect(messageOf(error)).toBe('Because.');
});

it('tells a portal that cannot be reached from one that is slow', () => {
  expect(classifyFailure(new TypeError('Failed to fetch'))).toBe('network');
  expect(classifyFailure(new DOMException('late', 'TimeoutError'))).toBe(
    'timeout',
  );
  expect(isWorthARetry(new TypeError('Failed to fetch'))).toBe(true);
});

it('tells a back end that is not installed from a thing that it does not have', async () => {
  expect(classifyFailure(await responseError(404, 'Error', ''))).toBe(
    'missing-backend',
  );
});

it('caps what a server says', async () => {
  const error = await responseError(500, 'Error', 'x'.repeat(9999));
  expect(messageOf(error)).toHaveLength(2000);
  expect(messageOf('odd')).toBe('odd');
});
