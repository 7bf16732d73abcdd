import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './ensure-browser.js';
import { ensureInstalled } from './ensure-installed.js';
import { npm, root, run } from './npm.js';
import { summaryLine, totalsOf } from './test-totals.js';

// `npm test` checks types, style and format, then runs every test. `npm test -- FILTER …` runs the tests whose file
// names contain a filter, and nothing else.

const checkScripts = ['typecheck', 'lint', 'format:check'];

async function check(name) {
  const passed = (await npm('run', '--silent', name)) === 0;
  console.log(`${name}: ${passed ? 'passed' : 'FAILED'}`);
  return { name, passed };
}

async function runTests(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'test-report-'));
  const reportPath = join(folder, 'report.json');
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
    const status = await run(process.execPath, [vitest, 'run', ...reporters, ...filters]);
    return { status, report: readReport(reportPath) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`The tests ended without a report (${error.code ?? error.name}).`);
    return null;
  }
}

function printNames(heading, names) {
  if (names.length > 0) console.log([heading, ...names.map((name) => `  ${name}`)].join('\n'));
}

const filters = process.argv.slice(2);
await ensureInstalled();
await ensureBrowser();
const checks = filters.length === 0 ? await Promise.all(checkScripts.map(check)) : [];
const { status, report } = await runTests(filters);
const totals = totalsOf(checks, report, status);
printNames('Skipped:', totals.skipped);
printNames('Failed:', totals.failed);
console.log(summaryLine(totals));
process.exitCode = totals.failed.length === 0 ? 0 : 1;
