// The whole check: every step runs, the last line counts the tests of both runners; the core's tests, which `coverage:domain` runs again with
// fewer sequences, count once. Exit status 1 when anything failed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';

const steps = ['typecheck', 'lint', 'unused', 'boundaries', 'rules', 'unit', 'coverage:domain', 'build', 'css', 'e2e'] as const;
const reports = { unit: '.cache/unit.json', e2e: '.cache/e2e.json' };
type Count = { passed: number; failed: number; skipped: number };

process.chdir(new URL('../..', import.meta.url).pathname);
for (const report of Object.values(reports)) rmSync(report, { force: true });

const failed = steps.filter((step) => !run(step));
const counts = [readUnit(), readE2e()];
const total = counts.reduce((sum, count) => ({
  passed: sum.passed + count.passed, failed: sum.failed + count.failed, skipped: sum.skipped + count.skipped,
}));
// A step that fails without a failing test (types, lint, a runner that died) counts as one.
const otherFailures = failed.filter((step) => (step !== 'unit' && step !== 'e2e') || total.failed === 0).length;
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed + otherFailures} failed, ${total.skipped} skipped`);
process.exitCode = failed.length > 0 || total.passed === 0 ? 1 : 0;

function run(step: (typeof steps)[number]): boolean {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, ['--run', step], { stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${step} ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return status === 0;
}

function readUnit(): Count {
  const report = read(reports.unit) as { numPassedTests: number; numFailedTests: number; numPendingTests: number } | null;
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
}

function readE2e(): Count {
  const report = read(reports.e2e) as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } } | null;
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  // A test that passes only on a second try has failed.
  return { passed: expected, failed: unexpected + flaky, skipped };
}

function read(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
