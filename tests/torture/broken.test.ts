// A check that cannot fail shows nothing: with one protection switched off, its field turns non-zero. The run ends
// when it is found; the time given is for a busy machine.
import { expect, test } from 'vitest';
import { fieldOf } from './broken/twin.ts';
import { whyNoAttach } from './disaster/attach.ts';
import { breaks } from './options.ts';
import { runCommand } from './run-command.ts';

const reason = await whyNoAttach();
if (reason !== null) console.warn(`NOT RUN: the twin without sync: ${reason}`);

test.concurrent.each(breaks)('--break %s: its field is not zero', async (name) => {
  if (name === 'sync' && reason !== null) return;
  const { code, lines, result } = await runCommand('--seconds', '150', '--seed', '11', '--break', name);
  expect([lines, result?.[fieldOf[name]]]).toEqual([lines, expect.toSatisfy((count: number) => count > 0)]);
  expect(code).toBe(1);
}, 240_000);

test.concurrent('the rule alone switched off: the database stops the hub before anything is doubled', async () => {
  const { code, lines, result } = await runCommand('--seconds', '150', '--seed', '11', '--break', 'constraint', '--keep-indexes');
  expect([code, result?.doubled]).toEqual([1, 0]);
  expect(lines.join('\n')).toContain('UNIQUE constraint failed: stop.window_id');
}, 240_000);
