import type {
  ConnectionState,
  Outcome,
  RefusedBy,
} from 'backstage-plugin-anthos-fleet-common';
import { answersReading, answersRegister, type Answers } from './connection';

describe('answersReading', () => {
  it.each<[Outcome, RefusedBy | undefined, Answers]>([
    ['ok', undefined, 'answering'],
    ['timeout', undefined, 'silent'],
    ['unreachable', 'agent', 'silent'],
    ['not-found', undefined, 'silent'],
    ['invalid', undefined, 'silent'],
    ['invalid', 'api-server', 'answering'],
    ['forbidden', 'iam', 'silent'],
    ['forbidden', 'gateway', 'silent'],
    ['forbidden', 'impersonation', 'answering'],
    ['forbidden', 'rbac', 'answering'],
    ['unauthenticated', 'api-server', 'answering'],
    ['unauthenticated', undefined, 'silent'],
    ['rate-limited', 'gateway', undefined],
  ])('takes %s by %s as %s', (outcome, refusedBy, expected) => {
    expect(answersReading({ outcome, refusedBy })).toBe(expected);
  });
});

describe('answersRegister', () => {
  it.each<[ConnectionState, boolean, Answers]>([
    ['direct', false, 'answering'],
    ['connected', false, 'answering'],
    ['disconnected', false, 'silent'],
    ['unknown', false, undefined],
    ['direct', true, 'silent'],
  ])('takes %s, orphaned %s, as %s', (state, orphaned, expected) => {
    expect(answersRegister(state, orphaned)).toBe(expected);
  });
});
