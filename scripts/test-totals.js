/**
 * Returns how many tests passed, and the names of those that failed and were skipped: the checks, the tests of Vitest's
 * JSON report, and test files that could not be loaded. A run that failed without naming a test counts as one failure.
 */
export function totalsOf(checks, report, exitStatus) {
  const passedChecks = checks.filter(({ passed }) => passed);
  const failed = checks.filter(({ passed }) => !passed).map(({ name }) => name);
  const skipped = [];
  let passed = passedChecks.length;
  let failedTests = 0;
  for (const file of report?.testResults ?? []) {
    const before = failedTests;
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') passed += 1;
      else if (status === 'failed') failedTests = failed.push(fullName);
      else skipped.push(fullName);
    }
    if (file.status === 'failed' && failedTests === before)
      failedTests = failed.push(`${file.name}: ${firstLine(file.message)}`);
  }
  if (report === null || (exitStatus !== 0 && failedTests === 0)) failed.push('the test run as a whole');
  return { passed, failed, skipped };
}

/** Returns the plain total, `N passed, N failed`, with the skipped ones when there are any. */
export function summaryLine({ passed, failed, skipped }) {
  const total = `${passed} passed, ${failed.length} failed`;
  return skipped.length > 0 ? `${total}, ${skipped.length} skipped` : total;
}

function firstLine(text) {
  return String(text ?? '').split('\n', 1)[0] || 'could not be run';
}
