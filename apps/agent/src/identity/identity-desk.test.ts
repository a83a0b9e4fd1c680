import type { CardReading } from '@hallcall/id-reader';
import { createManualTime } from '@hallcall/link/testing';
import { expect, test } from 'vitest';
import { createIdentityDesk } from './identity-desk.ts';
import { tagOf } from './tag.ts';

const number = '99000019000229003X';
const key = Uint8Array.from({ length: 32 }, (_, index) => index);
/** Python: hmac.new(bytes(range(32)), b'99000019000229003X', hashlib.sha256).hexdigest()[:32] */
const tag = '68054747abf88b765188b5296e2b2f54';

function bench() {
  const time = createManualTime();
  const keys: Uint8Array[] = [];
  const told = { isWanted: false, hasKey: true, hasPeriods: true, bugs: [] as unknown[], isHealthy: true };
  const wire: { lay: ((reading: CardReading) => void) | null } = { lay: null };
  const desk = createIdentityDesk({
    reader: {
      want: (isWanted) => void (told.isWanted = isWanted),
      onCard(listener) {
        wire.lay = listener;
        return () => undefined;
      },
      health: () => ({ state: told.isHealthy ? 'ok' : 'fault', code: 'ready', detail: '', since: 0 }),
    },
    async dayKey() {
      if (!told.hasKey) return null;
      const copy = Uint8Array.from(key);
      keys.push(copy);
      return copy;
    },
    async periodKeys() {
      if (!told.hasPeriods) return null;
      const copies = [key.toReversed(), Uint8Array.from(key)];
      keys.push(...copies);
      return copies.map((copy, index) => ({ keyId: 660 + index, key: copy }));
    },
    timers: time.timers, changed: () => undefined, onBug: (error) => void told.bugs.push(error),
  });
  const read = async (reading: CardReading = { kind: 'number', number }): Promise<void> => {
    wire.lay?.(reading);
    await time.pass(0);
  };
  const status = () => desk.state()?.asked?.status ?? null;
  return { time, keys, told, desk, read, status };
}

test('the tag is the HMAC of the number under the key that is given, cut to 128 bits', () => {
  expect([tagOf(key, number), tagOf(key.toReversed(), number) === tag]).toEqual([tag, false]);
});

test('a card is read for the tap that asks, gives its tag once, and the key is overwritten', async () => {
  const { keys, told, desk, read, status } = bench();
  desk.ask({ requestId: 'tap-1', isWanted: true });
  expect([told.isWanted, status()]).toEqual([true, 'waiting']);
  await read();
  expect([told.isWanted, status(), desk.hasTag('tap-1'), desk.hasTag('tap-2')]).toEqual([false, 'read', true, false]);
  expect(keys.map((used) => Math.max(...used))).toEqual([0]);
  expect(JSON.stringify(desk.state())).not.toMatch(/\d{6}|68054747/);
  desk.ask({ requestId: 'tap-1', isWanted: false });
  expect([desk.takeTag('tap-2'), desk.takeTag('tap-1'), desk.takeTag('tap-1'), status()]).toEqual([null, tag, null, null]);
});

const forBooking = { requestId: 'tap-1', isWanted: true, isForBooking: true } as const;
const periodTags = [{ keyId: 660, tag: tagOf(key.toReversed(), number) }, { keyId: 661, tag }];

test('a card for a booking gives its tags under each period key once, and the day’s beside them; all keys are overwritten', async () => {
  const { keys, desk, read, status } = bench();
  desk.ask(forBooking);
  await read();
  expect([status(), keys.length, keys.map((used) => Math.max(...used))]).toEqual(['read', 3, [0, 0, 0]]);
  expect(JSON.stringify(desk.state())).not.toMatch(/\d{6}|68054747/);
  expect([desk.takePeriodTags('tap-2'), desk.takePeriodTags('tap-1'), desk.takePeriodTags('tap-1')]).toEqual([null, periodTags, null]);
  expect([status(), desk.takeTag('tap-1'), desk.takePeriodTags('tap-1'), status()]).toEqual(['read', tag, null, null]);
});

test('a card for an ordinary number makes no tags of whoever booked', async () => {
  const { keys, desk, read } = bench();
  desk.ask({ requestId: 'tap-1', isWanted: true });
  await read();
  expect([keys.length, desk.takePeriodTags('tap-1'), desk.hasTag('tap-1')]).toEqual([1, null, true]);
});

test('without the period keys a card for a booking is not checked; the next laying counts, and a later asking forgets it', async () => {
  const { told, keys, desk, read, status } = bench();
  desk.ask(forBooking);
  told.hasPeriods = false;
  await read();
  expect([status(), told.isWanted, desk.hasTag('tap-1'), desk.takePeriodTags('tap-1'), keys.map((used) => Math.max(...used))]).toEqual(['notChecked', true, false, null, [0]]);
  told.hasPeriods = true;
  await read();
  expect(status()).toBe('read');
  desk.ask({ ...forBooking, requestId: 'tap-2' });
  expect([desk.takePeriodTags('tap-1'), desk.takePeriodTags('tap-2'), desk.hasTag('tap-1')]).toEqual([null, null, false]);
});

test('tags that nobody came for are forgotten', async () => {
  const { time, desk, read } = bench();
  desk.ask(forBooking);
  await read();
  await time.pass(90_000);
  expect([desk.takePeriodTags('tap-1'), desk.hasTag('tap-1')]).toEqual([null, false]);
});

test('a card that nobody asked for, or asks for no more, is nobody’s', async () => {
  const { told, desk, read, keys } = bench();
  await read();
  desk.ask({ requestId: 'tap-1', isWanted: true });
  desk.ask({ requestId: 'tap-1', isWanted: false });
  await read();
  expect([told.isWanted, desk.hasTag('tap-1'), keys.length]).toEqual([false, false, 0]);
});

test('a reading whose key comes after the visitor has left is dropped', async () => {
  const { time, desk, read } = bench();
  desk.ask({ requestId: 'tap-1', isWanted: true });
  const reading = read();
  desk.ask({ requestId: 'tap-1', isWanted: false });
  desk.ask({ requestId: 'tap-2', isWanted: true });
  await reading;
  await time.pass(0);
  expect([desk.hasTag('tap-1'), desk.hasTag('tap-2')]).toEqual([false, false]);
});

test('a card that cannot be read, and one that cannot be checked, are said, and the next laying counts', async () => {
  const { told, desk, read, status } = bench();
  desk.ask({ requestId: 'tap-1', isWanted: true });
  await read({ kind: 'unreadable' });
  expect([status(), told.isWanted]).toEqual(['unreadable', true]);
  told.hasKey = false;
  await read();
  expect([status(), desk.hasTag('tap-1')]).toEqual(['notChecked', false]);
  told.hasKey = true;
  await read();
  expect([status(), desk.takeTag('tap-1')]).toEqual(['read', tag]);
});

test('what a page left behind is forgotten', async () => {
  const { time, told, desk, read } = bench();
  desk.ask({ requestId: 'tap-1', isWanted: true });
  await read();
  await time.pass(90_000);
  expect([desk.takeTag('tap-1'), told.isWanted, desk.state()?.asked]).toEqual([null, false, null]);
});

test('a reader at fault is said to be away, and without one there is nothing to say', () => {
  const { told, desk } = bench();
  told.isHealthy = false;
  expect(desk.state()).toEqual({ reader: 'away', asked: null });
  const none = createIdentityDesk({ reader: null, dayKey: async () => null, periodKeys: async () => null, timers: createManualTime().timers, changed: () => undefined, onBug: () => undefined });
  none.ask({ requestId: 'tap-1', isWanted: true });
  expect([none.state(), none.takeTag('tap-1')]).toEqual([null, null]);
});
