import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  add,
  fromJest,
  fromPlaywright,
  line,
  none,
  problemOf,
} from './counts.mjs';

describe('counts', () => {
  it('are one line, and name what was skipped only if something was', () => {
    assert.equal(
      line({ passed: 3, failed: 0, skipped: 0 }),
      '3 passed, 0 failed',
    );
    assert.equal(
      line({ passed: 3, failed: 1, skipped: 2 }),
      '3 passed, 1 failed, 2 skipped',
    );
  });

  it('add up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    assert.deepEqual(add(none, one, one), { passed: 2, failed: 4, skipped: 6 });
  });

  it('count a file of Jest that could not run as a failure', () => {
    assert.deepEqual(
      fromJest({
        numPassedTests: 5,
        numFailedTests: 1,
        numRuntimeErrorTestSuites: 2,
        numPendingTests: 1,
        numTodoTests: 1,
      }),
      { passed: 5, failed: 3, skipped: 2 },
    );
  });

  it('count an error of Playwright outside of tests as a failure', () => {
    assert.deepEqual(
      fromPlaywright({
        stats: { expected: 4, flaky: 1, unexpected: 0, skipped: 1 },
        errors: [{ message: 'no browser' }],
      }),
      { passed: 5, failed: 1, skipped: 1 },
    );
  });

  it('refuse a run without tests, although it ended with 0', () => {
    assert.equal(problemOf('Jest', none, 0), 'Jest ran no test');
    assert.equal(
      problemOf('Jest', { passed: 0, failed: 0, skipped: 9 }, 0),
      'Jest ran no test',
    );
  });

  it('refuse failures, and a bad exit code without one', () => {
    assert.equal(
      problemOf('Jest', { passed: 9, failed: 2, skipped: 0 }, 0),
      'Jest: 2 failed',
    );
    const good = { passed: 9, failed: 0, skipped: 0 };
    assert.equal(problemOf('Jest', good, 3), 'Jest ended with code 3');
    assert.equal(problemOf('Jest', good, 0), undefined);
  });
});
