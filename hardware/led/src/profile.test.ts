import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { columnsOf, loadProfile, parseProfile, profileNames } from './profile.ts';

test('every shipped file is a profile of its own name', () => {
  const files = readdirSync(new URL('profile', import.meta.url)).map((file) => file.replace('.json', ''));
  expect([...profileNames].toSorted()).toEqual(files.toSorted());
  for (const name of profileNames) expect(loadProfile(name)).toMatchObject({ ok: true, profile: { name } });
});

test('an unknown profile is a problem with the known names, not an exception', () => {
  expect(loadProfile('lingxin')).toEqual({ ok: false, problem: `there is no LED profile "lingxin"; known are ${profileNames.join(', ')}` });
  expect(loadProfile('constructor')).toMatchObject({ ok: false });
  expect(parseProfile(null)).toMatchObject({ ok: false, problem: expect.stringContaining('profile: ') });
  expect(parseProfile({ kind: 'modbus' })).toMatchObject({ ok: false, problem: expect.stringContaining('kind: ') });
});

test('a bar of 128 × 16 dots has 16 columns, of 128 × 32 twice as many', () => {
  const result = loadProfile('onbon-5k-128x16');
  if (!result.ok) throw new Error(result.problem);
  expect([columnsOf(result.profile), columnsOf({ ...result.profile, height: 32 })]).toEqual([16, 32]);
});
