// Every program that makes a folder somebody named, where none can be made: it says so and ends. Node's recursive mkdir spins there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;
const folder = '/proc/hallcall';
const [say, voicePack] = [texts('zh').commandLine, texts('zh').voicePack];
const nobody = 'http://127.0.0.1:1';

const hasEngine = existsSync('/usr/bin/espeak-ng');
if (!hasEngine) console.warn('NOT RUN: clips into a folder that cannot be made, without espeak-ng');

type Row = readonly [script: string, args: readonly string[], sentence: string];
const rows: readonly Row[] = [
  ['scripts/src/start.ts', ['--port', '0', '--data', folder], say.folderUnwritable({ folder })],
  ['scripts/src/package.ts', ['--out', folder], say.folderNotMade({ folder })],
  ['apps/hub/src/main.ts', ['--port', '0', '--data', folder], say.folderUnwritable({ folder })],
  ['apps/agent/src/main.ts', ['--data', folder, '--hub', nobody, '--printer', 'tcp://127.0.0.1:1'], say.folderUnwritable({ folder })],
  ['apps/agent/src/main.ts', ['--data', folder, '--set-maintenance-pin'], say.folderUnwritable({ folder })],
];
const clips: Row = ['scripts/src/clips.ts', ['--data', folder], voicePack.folderUnwritable({ folder })];

test.each(hasEngine ? [...rows, clips] : rows)('%s %s', (script, args, sentence) => {
  const env = { ...process.env, LC_ALL: 'zh_CN.UTF-8' };
  const { status, signal, stderr } = spawnSync(process.execPath, [root + script, ...args], { encoding: 'utf8', env, input: '135790\n', timeout: 25_000, killSignal: 'SIGKILL' });
  expect([status, signal, stderr.trim()]).toEqual([1, null, sentence]);
});
