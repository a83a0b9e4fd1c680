// The driver at the end of a line on a clock that the test moves; the reader's side is the simulator's machine.
import { createListeners, type Pipe, PipeError } from '@hallcall/link';
import { createManualTime } from '@hallcall/link/testing';
import { expect, test } from 'vitest';
import { type CardReading, createIdReader } from './driver.ts';
import { createReaderMachine } from './simulator/machine.ts';
import { sampleCards } from './simulator/sample-cards.ts';

const [first, second, , wrong] = sampleCards.map(({ number }) => number);

function bench({ hidesReadCard = true, isPlugged = true } = {}) {
  const time = createManualTime();
  const [asked, readings] = [[] as string[], [] as CardReading[]];
  const wire: { say: ((bytes: Uint8Array) => void) | null } = { say: null };
  const machine = createReaderMachine({ hidesReadCard, send: (bytes) => wire.say?.(bytes) });
  const line: { isPlugged: boolean; unplug: (() => void) | null; beforeHearing: ((request: string) => void) | null } = { isPlugged, unplug: null, beforeHearing: null };
  const reader = createIdReader({
    address: { kind: 'tcp', host: 'reader', port: 1 }, now: time.now, monotonic: time.now, timers: time.timers, log: { info: () => undefined },
    openPipe: () => (line.isPlugged ? Promise.resolve(open()) : Promise.reject(new PipeError('unreachable', 'no such line'))),
  });
  reader.onCard((reading) => readings.push(reading));

  function open(): Pipe {
    const [data, closed] = [createListeners<Uint8Array>(), createListeners<PipeError>()];
    const end = (why: string): void => {
      closed.emit(new PipeError('closed', why));
      closed.clear();
      data.clear();
    };
    wire.say = (bytes) => data.emit(bytes);
    line.unplug = () => {
      line.isPlugged = false;
      end('unplugged');
    };
    return {
      write: async (bytes) => {
        const request = Buffer.from(bytes).toString('hex', 7, 9);
        asked.push(request);
        line.beforeHearing?.(request);
        machine.receive(bytes);
      },
      onData: (listener) => data.add(listener), onClosed: (listener) => closed.add(listener),
      close: () => Promise.resolve(end('closed')), abort: () => Promise.resolve(end('given up')),
    };
  }
  return { time, asked, readings, machine, line, reader, health: () => reader.health().code };
}
const read = (number: string | undefined): CardReading => ({ kind: 'number', number: number ?? '' });
const unreadable: CardReading = { kind: 'unreadable' };

test('while nobody wants a card, none is looked for: the reader is only asked whether it is well', async () => {
  const { time, asked, machine, readings, health } = bench();
  machine.lay(first ?? '');
  await time.pass(10_000);
  expect([new Set(asked), readings, health()]).toEqual([new Set(['11ff']), [], 'ready']);
});

test.each([true, false])('a card laid on is read once, the next one too (a read card is hidden: %s)', async (hidesReadCard) => {
  const { time, machine, readings, reader } = bench({ hidesReadCard });
  reader.want(true);
  await time.pass(1_000);
  machine.lay(first ?? '');
  await time.pass(5_000);
  expect(readings).toEqual([read(first)]);
  machine.lay(null);
  await time.pass(1_000);
  machine.lay(second ?? '');
  await time.pass(5_000);
  machine.lay(null);
  await time.pass(1_000);
  machine.lay(second ?? '');
  await time.pass(1_000);
  expect(readings).toEqual([read(first), read(second), read(second)]);
});

test('a card that was left lying is not the next visitor’s', async () => {
  const { time, machine, readings, reader } = bench({ hidesReadCard: false });
  reader.want(true);
  machine.lay(first ?? '');
  await time.pass(1_000);
  reader.want(false);
  await time.pass(20_000);
  reader.want(true);
  await time.pass(5_000);
  expect(readings).toEqual([read(first)]);
});

test('a number whose check digit is wrong is not a reading', async () => {
  const { time, machine, readings, reader } = bench();
  reader.want(true);
  machine.lay(wrong ?? '');
  await time.pass(3_000);
  expect(readings).toEqual([unreadable]);
});

test('damaged answers give no number, are said, and are tried again while the card lies there', async () => {
  const { time, machine, readings, reader, health } = bench({ hidesReadCard: false });
  reader.want(true);
  await time.pass(500);
  machine.lay(first ?? '');
  machine.faults.add('damaged');
  await time.pass(300);
  expect(readings).toEqual([]);
  machine.faults.clear();
  await time.pass(1_000);
  expect([readings, health()]).toEqual([[read(first)], 'ready']);
});

test('a card taken away between being found and being read is said to be unread, and the next laying counts', async () => {
  const { time, machine, readings, line, reader } = bench();
  reader.want(true);
  line.beforeHearing = (request) => {
    if (request === '2002') machine.lay(null);
  };
  machine.lay(first ?? '');
  await time.pass(2_000);
  expect(readings).toEqual([unreadable]);
  line.beforeHearing = null;
  machine.lay(first ?? '');
  await time.pass(2_000);
  expect(readings).toEqual([unreadable, read(first)]);
});

test('an answer that breaks off in the middle of the card is no reading, and its rest is not taken for the next answer', async () => {
  const { time, machine, readings, reader } = bench();
  reader.want(true);
  machine.faults.add('slips');
  machine.lay(first ?? '');
  await time.pass(5_000);
  machine.faults.clear();
  machine.lay(second ?? '');
  await time.pass(5_000);
  expect(readings).toEqual([unreadable, read(second)]);
});

test('what is read when nobody wants it any more is dropped', async () => {
  const { time, machine, readings, line, reader } = bench();
  reader.want(true);
  line.beforeHearing = (request) => {
    if (request === '3001') reader.want(false);
  };
  machine.lay(first ?? '');
  await time.pass(5_000);
  expect(readings).toEqual([]);
});

test('a silent reader is a fault after three questions, and well again with its first answer', async () => {
  const { time, machine, reader, health } = bench();
  await time.pass(100);
  machine.faults.add('silent');
  await time.pass(20_000);
  expect([reader.health().state, health()]).toEqual(['fault', 'notAnswering']);
  machine.faults.clear();
  await time.pass(40_000);
  expect([reader.health().state, health()]).toEqual(['ok', 'ready']);
});

test('one that only says nonsense is told apart from a silent one', async () => {
  const { time, machine, health } = bench();
  machine.faults.add('damaged');
  await time.pass(20_000);
  expect(health()).toBe('garbled');
});

test('without hardware there is a status and no exception; unplugged and plugged in again, cards are read as before', async () => {
  const { time, machine, readings, line, reader } = bench({ isPlugged: false });
  reader.want(true);
  await time.pass(5_000);
  expect(reader.health()).toMatchObject({ state: 'fault', code: 'unreachable', detail: 'no such line' });
  line.isPlugged = true;
  await time.pass(40_000);
  expect(reader.health().code).toBe('ready');
  line.beforeHearing = (request) => {
    if (request === '3001') line.unplug?.();
  };
  machine.lay(first ?? '');
  await time.pass(3_000);
  // The connection broke in the middle of a card: nothing was read of it.
  expect([reader.health().code, readings]).toEqual(['unreachable', [unreadable]]);
  line.beforeHearing = null;
  line.isPlugged = true;
  machine.lay(first ?? '');
  await time.pass(40_000);
  expect([reader.health().code, readings]).toEqual(['ready', [unreadable, read(first)]]);
  await reader.close();
});
