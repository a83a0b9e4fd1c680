// That main is held against the real electron.d.ts shows in what does not compile.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('four slips, four errors', () => {
  const tsc = join(import.meta.dirname, '../../../node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false', '-p', join(import.meta.dirname, 'tsconfig.typos.json')], { encoding: 'utf8', cwd: import.meta.dirname });
  const errors = [...stdout.matchAll(/^(\S+)\((\d+),\d+\): error (TS\d+):/gmu)].map(([, file, line, code]) => `${file}:${line} ${code}`);
  expect(errors).toEqual(['typos.ts:4 TS2322', 'typos.ts:5 TS2769', 'typos.ts:6 TS2561', 'typos.ts:7 TS2551']);
  expect(stdout).toContain('"will-navigat"');
});
