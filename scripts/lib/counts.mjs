/** What a test run counted. */
export const none = { passed: 0, failed: 0, skipped: 0 };

export function add(...counts) {
  return counts.reduce((sum, count) => ({
    passed: sum.passed + count.passed,
    failed: sum.failed + count.failed,
    skipped: sum.skipped + count.skipped,
  }));
}

/** `12 passed, 0 failed`, and how many were skipped if any were. */
export function line({ passed, failed, skipped }) {
  const always = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${always}, ${skipped} skipped` : always;
}

/** Counts of Jest's report (`--json`). A file that could not run counts as one failure. */
export function fromJest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts of Playwright's report (`json`). An error outside of a test counts as one failure. */
export function fromPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/** A step that ran nothing has tested nothing, whatever its exit code says. */
export function problemOf(name, counts, code) {
  if (counts.failed > 0) {
    return `${name}: ${counts.failed} failed`;
  }
  if (counts.passed === 0) {
    return `${name} ran no test`;
  }
  return code === 0 ? undefined : `${name} ended with code ${code}`;
}
