import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { hashPin } from '@hallcall/pin';
import { expect, test } from 'vitest';
import { freshFolder } from '../testing/run-agent.test.helper.ts';
import { createMaintenance, firstLockMs, longestLockMs, tokenMs, triesBeforeLock } from './maintenance.ts';
import { pinFileIn, readPinFile, writePinFile } from './pin-file.ts';
import { setPin } from './set-pin.ts';

const cost = 1024;
const right = '135790';
const wrong = '000000';

async function open(more: { readonly folder?: string; readonly at?: number; readonly pin?: string | null } = {}) {
  const folder = more.folder ?? freshFolder();
  const file = pinFileIn(folder);
  if (more.pin !== null && more.folder === undefined) writePinFile(file, { pin: await hashPin(more.pin ?? right, cost), failures: 0, lockedUntil: 0 });
  const said: string[] = [];
  const log = (fields: Record<string, unknown>, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`);
  let at = more.at ?? 1_000_000;
  const maintenance = createMaintenance({ file, now: () => at, log: { info: log, warn: log } });
  return { folder, file, said, ...maintenance, pass(ms: number) { at += ms; } };
}

type Open = Awaited<ReturnType<typeof open>>;

async function tryWrong(to: Open, times: number): Promise<unknown[]> {
  const answers = [];
  for (let n = 0; n < times; n += 1) answers.push(await to.tryPin(wrong));
  return answers;
}

async function tokenOf(to: Open): Promise<string> {
  const answer = await to.tryPin(right);
  if (!('token' in answer)) throw new Error(answer.code);
  return answer.token;
}

test('a right PIN gives a token that counts once', async () => {
  const held = await open();
  const token = await tokenOf(held);
  expect([held.confirm('x'.repeat(43)), held.confirm(token), held.confirm(token)]).toEqual([false, true, false]);
});

test('a token is good for half a minute, and only the newest', async () => {
  const held = await open();
  const [first, second] = [await tokenOf(held), await tokenOf(held)];
  expect(held.confirm(first)).toBe(false);
  held.pass(tokenMs);
  expect(held.confirm(second)).toBe(false);
  const third = await tokenOf(held);
  held.pass(tokenMs - 1);
  expect(held.confirm(third)).toBe(true);
});

test('without a PIN, and with a damaged file, nobody leaves', async () => {
  const none = await open({ pin: null });
  expect(await none.tryPin(right)).toEqual({ code: 'maintenance.notSet' });
  writeFileSync(none.file, '{"pin":""}');
  expect(await none.tryPin('')).toEqual({ code: 'maintenance.notSet' });
  expect(none.said.join('\n')).toContain('cannot be used');
});

test('five wrong PINs lock, each further one twice as long, the right one too while it lasts', async () => {
  const held = await open();
  expect(await tryWrong(held, triesBeforeLock)).toEqual([
    ...[4, 3, 2, 1].map((triesLeft) => ({ code: 'maintenance.wrongPin', triesLeft })), { code: 'maintenance.locked', waitMs: firstLockMs },
  ]);
  held.pass(firstLockMs - 1);
  expect(await held.tryPin(right)).toEqual({ code: 'maintenance.locked', waitMs: 1 });
  const waits: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    held.pass(longestLockMs);
    const answer = await held.tryPin(wrong);
    if ('waitMs' in answer) waits.push(answer.waitMs);
  }
  expect(waits.slice(0, 3)).toEqual([2, 4, 8].map((times) => times * firstLockMs));
  expect(waits.at(-1)).toBe(longestLockMs);
  held.pass(longestLockMs);
  expect(await held.tryPin(right)).toHaveProperty('token');
  expect(await held.tryPin(wrong)).toEqual({ code: 'maintenance.wrongPin', triesLeft: 4 });
});

test('a restart forgets no try, and a clock set back waits no longer than the longest wait', async () => {
  const before = await open();
  await tryWrong(before, 3);
  const after = await open({ folder: before.folder });
  expect(await tryWrong(after, 2)).toEqual([{ code: 'maintenance.wrongPin', triesLeft: 1 }, { code: 'maintenance.locked', waitMs: firstLockMs }]);
  const setBack = await open({ folder: before.folder, at: -10 * longestLockMs });
  expect(await setBack.tryPin(right)).toEqual({ code: 'maintenance.locked', waitMs: longestLockMs });
});

test('fifty tries at once count as fifty', async () => {
  const held = await open();
  const answers = await Promise.all(Array.from({ length: 50 }, () => held.tryPin(wrong)));
  expect(answers.filter((answer) => 'triesLeft' in answer)).toHaveLength(triesBeforeLock - 1);
});

test('tries count also when the file cannot be written', async () => {
  const held = await open();
  mkdirSync(`${held.file}.new`);
  expect((await tryWrong(held, triesBeforeLock)).at(-1)).toEqual({ code: 'maintenance.locked', waitMs: firstLockMs });
  expect(held.said.join('\n')).toContain('could not be written');
});

test('a new PIN counts from the next try on and forgets the wrong ones; the file is its owner’s alone', async () => {
  const held = await open();
  await tryWrong(held, triesBeforeLock);
  expect(await setPin(held.folder, Readable.from(['246802\n']))).toBe(true);
  expect(statSync(held.file).mode.toString(8).slice(-3)).toBe('600');
  expect(await held.tryPin('246802')).toHaveProperty('token');
});

test.each(['', '12345', '1234567890123', '12345a', '123 456'])('“%s” is no PIN', async (pin) => {
  const folder = freshFolder();
  expect([await setPin(folder, Readable.from([pin])), readPinFile(pinFileIn(folder))]).toEqual([false, null]);
});

test('every try is logged, the PIN never; the file does not hold it either', async () => {
  const held = await open();
  await held.tryPin(wrong);
  held.confirm(await tokenOf(held));
  const said = held.said.join('\n');
  expect(said.match(/maintenance PIN tried/gu)).toHaveLength(2);
  expect(said).toContain('maintenance exit asked for');
  expect([said.includes(wrong), said.includes(right), readFileSync(held.file, 'utf8').includes(right)]).toEqual([false, false, false]);
});

test('a clock that was set back locks for the longest wait and no longer', async () => {
  const held = await open({ at: 10 * longestLockMs });
  await tryWrong(held, triesBeforeLock);
  held.pass(-9 * longestLockMs);
  expect(await held.tryPin(right)).toEqual({ code: 'maintenance.locked', waitMs: longestLockMs });
  held.pass(longestLockMs);
  expect(await tokenOf(held)).toMatch(/^[\w-]{43}$/);
});
