import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generateHall } from './generated-hall.ts';
import { importCatalogue } from './import-catalogue.ts';

const hall = (seed: number) => JSON.stringify(generateHall({ departments: 42, items: 243, seed }));

test('a second hall of 42 units and 243 items is a valid catalogue', () => {
  const result = importCatalogue(generateHall({ departments: 42, items: 243, seed: 1 }));
  expect(result).toMatchObject({ ok: true, incomplete: [], counts: { departments: 42, items: 243 } });
});

test('the same seed gives the same hall, another seed another', () => {
  expect(hall(7)).toBe(hall(7));
  expect(hall(7)).not.toBe(hall(8));
});

test('the smallest and the largest hall are valid, beyond them it refuses', () => {
  for (const [departments, items] of [[1, 1], [1, 30], [42, 42], [42, 1260], [23, 100]] as const) {
    expect(importCatalogue(generateHall({ departments, items, seed: 3 }))).toMatchObject({ ok: true, counts: { departments, items } });
  }
  for (const [departments, items] of [[0, 0], [43, 100], [2, 1], [2, 61]] as const) {
    expect(() => generateHall({ departments, items, seed: 3 })).toThrow(RangeError);
  }
});

test('the script writes the hall as JSON', () => {
  const script = fileURLToPath(new URL('./generate-hall.ts', import.meta.url));
  const run = (...args: string[]) => JSON.parse(execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' }));
  expect(run()).toEqual(generateHall({ departments: 42, items: 243, seed: 1 }));
  expect(run('2', '5', '9')).toEqual(generateHall({ departments: 2, items: 5, seed: 9 }));
});
