// A check that cannot fail shows nothing: with one protection switched off, its field turns non-zero. A run ends with the
// first finding; the time given is for a busy machine.
import { expect, test } from 'vitest';
import { whyNoAttach } from './disaster/attach.ts';
import type { Field } from './findings.ts';
import { runCommand } from './run-command.ts';

const reason = await whyNoAttach();
if (reason !== null) console.warn(`NOT RUN: the twin without sync: ${reason}`);

const twins: readonly (readonly [string, Field])[] = [['dedupe', 'doubled'], ['order', 'starved'], ['constraint', 'doubled'], ['sync', 'unsynced'], ['band', 'doubled']];

test.concurrent.each(twins)('--break %s: %s is not zero', async (name, field) => {
  if (name === 'sync' && reason !== null) return;
  const { code, lines, result } = await runCommand('--seconds', '150', '--seed', '11', '--break', name);
  expect([lines, result?.[field]]).toEqual([lines, expect.toSatisfy((count: number) => count > 0)]);
  expect(code).toBe(1);
}, 240_000);

test.concurrent('the rule alone switched off: the database stops the hub before anything is doubled', async () => {
  const { code, lines, result } = await runCommand('--seconds', '150', '--seed', '11', '--break', 'constraint', '--keep-indexes');
  expect([code, result?.doubled]).toEqual([1, 0]);
  expect(lines.join('\n')).toContain('UNIQUE constraint failed: stop.window_id');
}, 240_000);
