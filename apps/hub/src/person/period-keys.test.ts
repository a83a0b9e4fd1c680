import { createHmac } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/test-hub.ts';
import { lastEnded, periodsAround, periodsOf } from './period.ts';
import { openPeriodKeys, periodKeysFile } from './period-keys.ts';

const days = (from: string, count: number): string[] => Array.from({ length: count }, (_, n) => new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10));

test('two keys cover every date, the older of them the last 31 days at least, and each covers 62', () => {
  const year = days('2026-01-01', 400);
  for (const [n, today] of year.entries()) {
    const [older] = periodsOf(today);
    for (const before of year.slice(Math.max(0, n - 30), n + 1)) expect([today, before, periodsOf(before).includes(older)]).toEqual([today, before, true]);
    expect(periodsOf(today).every((id) => id > lastEnded(today))).toBe(true);
  }
  const [middle] = periodsOf('2026-07-01');
  expect(year.filter((date) => periodsOf(date).includes(middle))).toHaveLength(62);
  const last = year.findLast((date) => periodsOf(date).includes(middle)) ?? '';
  expect([lastEnded(last) < middle, lastEnded(days(last, 2)[1] ?? '') >= middle]).toEqual([true, true]);
  expect(periodsAround('2026-07-01')).toEqual([middle, middle + 1, middle + 2]);
});

test('keys are made once, lie in a file that only its owner reads, and are gone from it when they have ended', () => {
  const folder = temporaryFolder();
  const keys = openPeriodKeys(folder);
  const made = keys.keys([5, 6]);
  expect(made.map(({ keyId }) => keyId)).toEqual([5, 6]);
  expect(statSync(periodKeysFile(folder)).mode & 0o777).toBe(0o600);
  expect(openPeriodKeys(folder).keys([6, 5, 7])).toEqual([...made, { keyId: 7, key: expect.any(String) }]);
  const [five] = made;
  const content = () => readFileSync(periodKeysFile(folder), 'utf8');
  const other = openPeriodKeys(folder);
  expect(content()).toContain(five?.key);
  const end = new Date((5 * 31 + 62) * 86_400_000).toISOString().slice(0, 10);
  other.erase(new Date((5 * 31 + 61) * 86_400_000).toISOString().slice(0, 10));
  expect(content()).toContain(five?.key);
  other.erase(end);
  expect([content().includes(five?.key ?? '?'), other.ids()]).toEqual([false, [6, 7]]);
  rmSync(folder, { recursive: true });
});

test('a tag is half of an HMAC: the same under one key, another under another', () => {
  const folder = temporaryFolder();
  const keys = openPeriodKeys(folder);
  const [one, two] = keys.tags('11010519491231002X', [1, 2]);
  const key = Buffer.from(keys.keys([1])[0]?.key ?? '', 'base64url');
  expect(one?.tag).toEqual(createHmac('sha256', key).update('11010519491231002X').digest().subarray(0, 16));
  expect([two?.tag.equals(one?.tag ?? Buffer.alloc(0)), keys.tags('11010519491231002X', [1])[0]?.tag.equals(one?.tag ?? Buffer.alloc(0))]).toEqual([false, true]);
  rmSync(folder, { recursive: true });
});

test('a file that is none of keys stops the start', () => {
  const folder = temporaryFolder();
  writeFileSync(periodKeysFile(folder), '{"keys":[{"id":1,"key":"short"}]}');
  expect(() => openPeriodKeys(folder)).toThrow('invalid_format');
  rmSync(folder, { recursive: true });
});
