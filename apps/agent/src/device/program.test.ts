import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isProgramThere } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'program-'));
writeFileSync(join(folder, 'player'), '#!/bin/sh\n');
chmodSync(join(folder, 'player'), 0o755);
writeFileSync(join(folder, 'notes'), 'no program');
mkdirSync(join(folder, 'sub'));

test('a program is found by its path or by its name; a text, a folder and a name of nothing are none', () => {
  const path = `/nowhere:${folder}`;
  expect([isProgramThere(join(folder, 'player')), isProgramThere('player', path)]).toEqual([true, true]);
  expect([isProgramThere('player', '/nowhere'), isProgramThere('player'), isProgramThere('notes', path), isProgramThere('sub', path), isProgramThere(join(folder, 'none'))])
    .toEqual([false, false, false, false, false]);
});
