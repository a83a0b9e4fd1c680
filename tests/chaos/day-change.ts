// Tests run at any hour, and the sample hall changes its day at one of them. Where a test is about something else, its hub gets another hour
// for that: half a day from now.
import { join } from 'node:path';

const hourMs = 3_600_000;
const name = 'HALLCALL_TEST_CHANGES_AT';

/** Wall time in the sample hall's time zone, which knows no summer time: a full hour, eleven to thirteen hours away, the same for this whole process. */
export function awayFromNow(): string {
  process.env[name] ??= `${new Date(Date.now() + (12 + 8) * hourMs).toISOString().slice(11, 13)}:00`;
  return process.env[name];
}

/** The environment of a hub of the sample hall whose day does not change while the test runs. */
export function steadyDay(): Readonly<Record<string, string>> {
  const loader = `--import ${join(import.meta.dirname, 'day-change-loader.ts')}`;
  return { [name]: awayFromNow(), NODE_OPTIONS: [process.env['NODE_OPTIONS'] ?? '', loader].join(' ').trim() };
}
