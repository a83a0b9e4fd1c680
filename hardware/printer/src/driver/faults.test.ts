import { stat } from 'node:fs/promises';
import { systemTimers } from '@hallcall/link';
import { afterEach, expect, test } from 'vitest';
import type { PrinterHealth } from '../outcome.ts';
import { createTicketFont } from '../font/ticket-font.ts';
import { loadProfile } from '../profile.ts';
import type { SimulatorFault } from '../simulator/faults.ts';
import { type PrinterSimulator, type SimulatorOptions, startPrinterSimulator } from '../simulator/simulator.ts';
import type { Slip } from '../slip.ts';
import { createPrinter, type Printer, type PrinterDeps } from './printer.ts';
import type { PrinterTiming } from './timing.ts';

/** Short enough for a test; nothing here asserts how long anything took. */
const timing: Partial<PrinterTiming> = {
  link: { openMs: 1000, firstRetryMs: 20, lastRetryMs: 100, soundAfterMs: 1000 },
  connectMs: 1000,
  replyMs: 250,
  pollMs: 40,
  ackMs: 700,
  ackPollMs: 60,
  faultGraceMs: 150,
  writeSlackMs: 600,
  tcpMsPerByte: 0.0001,
  recoverMs: 20,
};
const log: PrinterDeps['log'] = { info: () => undefined, warn: () => undefined };
const font = createTicketFont();
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function simulate(options: Partial<SimulatorOptions> = {}): Promise<PrinterSimulator> {
  const simulator = await startPrinterSimulator({ line: { kind: 'tcp', port: 0 }, controlPort: 0, powerOffMs: 50, ...options });
  closers.push(() => simulator.close());
  return simulator;
}

function drive(port: number | null, profileName = 'gsH-80mm'): Printer {
  const address = { kind: 'tcp' as const, host: '127.0.0.1', port: port ?? 0 };
  const profile = loadProfile(profileName);
  const printer = createPrinter({ address, profile, now: Date.now, timers: systemTimers, log, timing });
  closers.push(() => printer.close());
  return printer;
}

function slip(text: string): Slip {
  return {
    language: 'zh',
    lines: [
      { kind: 'text', text: '政务服务中心', align: 'center' },
      { kind: 'text', text, align: 'center', size: 3, bold: true },
      { kind: 'text', text: '申请人 𠮷先生' },
      { kind: 'qr', text: 'http://hall.lan/t/demo.1' },
      { kind: 'text', text: '过号请到导办台' },
    ],
  };
}

async function until(printer: Printer, isIt: (health: PrinterHealth) => boolean): Promise<PrinterHealth> {
  if (isIt(printer.health())) return printer.health();
  return new Promise((resolve) => {
    const stop = printer.onHealth((health) => {
      if (!isIt(health)) return;
      stop();
      resolve(health);
    });
  });
}

const isReady = (health: PrinterHealth): boolean => health.state === 'ready';
const whole = ['政务服务中心', 'A 012', '过号请到导办台'];

test('a ticket is acked when the printer confirms this very job', async () => {
  const simulator = await simulate();
  const printer = drive(simulator.port);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toEqual({
    jobId: 'j1',
    outcome: 'acked',
    fault: null,
    // 𠮷 stands in Debian's font only.
    missing: font.missing('𠮷'),
  });
  expect(simulator.tickets().map(({ text, qr, cut, pictures }) => ({ text, qr, cut, pictures }))).toEqual([
    { text: whole, qr: ['http://hall.lan/t/demo.1'], cut: 'full', pictures: 1 },
  ]);
  expect(simulator.tickets()[0]?.jobIds).toHaveLength(1);
});

test('jobs come out one at a time and in order', async () => {
  const simulator = await simulate();
  const printer = drive(simulator.port);
  const numbers = ['A 001', 'A 002', 'A 003', 'A 004', 'A 005'];
  const results = await Promise.all(numbers.map((number) => printer.print({ jobId: number, slip: slip(number) })));
  expect(results.map((result) => [result.jobId, result.outcome])).toEqual(numbers.map((number) => [number, 'acked']));
  expect(simulator.tickets().map((ticket) => ticket.text[1])).toEqual(numbers);
});

test('profile gsR: the paper sensor at the end of the job is the acknowledgement', async () => {
  const simulator = await simulate();
  const printer = drive(simulator.port, 'gsR-80mm');
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'acked', fault: null });
  expect(simulator.tickets()[0]).toMatchObject({ cut: 'partial', text: whole, jobIds: [] });
});

test('profile none: sent, never acked', async () => {
  const simulator = await simulate();
  const printer = drive(simulator.port, 'none-80mm');
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'sent', fault: null });
  expect(simulator.tickets()).toHaveLength(1);
});

test('profile mute: sent as soon as the bytes are out, because nothing more can be known', async () => {
  const simulator = await simulate();
  await simulator.setFault('answersNothing', true);
  const printed = new Promise((resolve) => {
    simulator.onTicket(resolve);
  });
  const printer = drive(simulator.port, 'mute-80mm');
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'sent', fault: null });
  expect(await printed).toMatchObject({ text: whole });
});

test('profile raster: the whole ticket is a picture, the QR code stays a QR code', async () => {
  const simulator = await simulate();
  const printer = drive(simulator.port, 'raster-80mm');
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'acked' });
  expect(simulator.tickets()[0]).toMatchObject({ text: [], qr: ['http://hall.lan/t/demo.1'] });
});

test('paper near-end: prints, and health says that paper is wanted', async () => {
  const simulator = await simulate();
  await simulator.setFault('nearEnd', true);
  const printer = drive(simulator.port);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'acked', fault: null });
  expect(printer.health()).toMatchObject({ state: 'nearEnd', fault: null });
});

const beforeTheJob: [SimulatorFault, string][] = [
  ['paperEnd', 'paperEnd'],
  ['coverOpen', 'coverOpen'],
  ['cutter', 'cutter'],
  ['mechanical', 'mechanical'],
  ['offline', 'offline'],
  ['neverReads', 'notAnswering'],
  ['answersNothing', 'notAnswering'],
  ['garbage', 'garbage'],
  ['refuses', 'unreachable'],
];

test.for(beforeTheJob)('%s before a job: failed, named %s, no paper, and well again afterwards', async ([fault, named]) => {
  const simulator = await simulate();
  await simulator.setFault(fault, true);
  const printer = drive(simulator.port);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'failed', fault: named });
  const state = named === 'unreachable' ? 'unreachable' : 'fault';
  expect(await until(printer, (health) => health.fault === named)).toMatchObject({ state, fault: named });
  await simulator.setFault(fault, false);
  await until(printer, isReady);
  expect(simulator.tickets()).toEqual([]);
  expect(await printer.print({ jobId: 'j2', slip: slip('A 012') })).toMatchObject({ outcome: 'acked', fault: null });
  expect(simulator.tickets().map((ticket) => ticket.text)).toEqual([whole]);
});

test('a printer that goes bad between jobs is noticed without a job', async () => {
  const simulator = await simulate();
  const printer = drive(simulator.port, 'none-80mm');
  await until(printer, isReady);
  await simulator.setFault('coverOpen', true);
  expect(await until(printer, (health) => health.state === 'fault')).toMatchObject({ fault: 'coverOpen' });
  await simulator.setFault('coverOpen', false);
  expect(await until(printer, isReady)).toMatchObject({ fault: null });
});

const inTheMiddle: [SimulatorFault, SimulatorFault | null, string][] = [
  ['paperEndMidJob', 'paperEnd', 'paperEnd'],
  ['stopsReadingMidJob', 'neverReads', 'notAnswering'],
  ['dropsMidJob', null, 'unreachable'],
  ['powerCycleMidJob', null, 'unreachable'],
];

test.for(inTheMiddle)('%s: unknown, named, and the next ticket is whole', async ([fault, lasting, named]) => {
  const simulator = await simulate();
  const printer = drive(simulator.port);
  await until(printer, isReady);
  await simulator.setFault(fault, true);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 011') })).toMatchObject({ outcome: 'unknown', fault: named });
  if (lasting) await simulator.setFault(lasting, false);
  await until(printer, isReady);
  expect(await printer.print({ jobId: 'j2', slip: slip('A 012') })).toMatchObject({ outcome: 'acked', fault: null });
  const last = simulator.tickets().at(-1);
  expect({ text: last?.text, qr: last?.qr }).toEqual({ text: whole, qr: ['http://hall.lan/t/demo.1'] });
  const copies = simulator.tickets().filter((ticket) => ticket.qr.length > 0);
  expect(copies).toHaveLength(1);
});

test('paper end mid-job without ASB is found by asking after the job', async () => {
  const simulator = await simulate();
  const printer = drive(simulator.port, 'none-80mm');
  await until(printer, isReady);
  await simulator.setFault('paperEndMidJob', true);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 011') })).toMatchObject({ outcome: 'unknown', fault: 'paperEnd' });
});

test('cut off inside a picture: the next ticket is not swallowed as its data', async () => {
  const simulator = await simulate({ midJobBytes: 400 });
  const printer = drive(simulator.port, 'raster-80mm');
  await until(printer, isReady);
  await simulator.setFault('dropsMidJob', true);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 011') })).toMatchObject({ outcome: 'unknown' });
  expect(simulator.state()).toMatchObject({ isInsideCommand: true });
  expect(await printer.print({ jobId: 'j2', slip: slip('A 012') })).toMatchObject({ outcome: 'acked' });
  expect(simulator.tickets().at(-1)).toMatchObject({ qr: ['http://hall.lan/t/demo.1'] });
});

test('a driver that starts anew frees a printer that a dead one left inside a picture', async () => {
  const simulator = await simulate({ midJobBytes: 400 });
  const first = drive(simulator.port, 'raster-80mm');
  await until(first, isReady);
  await simulator.setFault('dropsMidJob', true);
  await first.print({ jobId: 'j1', slip: slip('A 011') });
  await first.close();
  const second = drive(simulator.port, 'raster-80mm');
  expect(await second.print({ jobId: 'j2', slip: slip('A 012') })).toMatchObject({ outcome: 'acked' });
  expect(simulator.tickets().at(-1)).toMatchObject({ qr: ['http://hall.lan/t/demo.1'] });
});

test('the rest of a ticket does not come out after the paper is changed', async () => {
  const simulator = await simulate();
  const printer = drive(simulator.port);
  await until(printer, isReady);
  await simulator.setFault('paperEndMidJob', true);
  await printer.print({ jobId: 'j1', slip: slip('A 011') });
  await simulator.setFault('paperEnd', false);
  await until(printer, isReady);
  expect(simulator.state()).toMatchObject({ buffered: 0 });
  expect(simulator.tickets()).toEqual([]);
});

test('wrong ack id: unknown, because the printer confirmed something else', async () => {
  const simulator = await simulate();
  await simulator.setFault('wrongAckId', true);
  const printer = drive(simulator.port);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'unknown', fault: 'noAck' });
});

test('no ack from a printer that says it is well: unknown', async () => {
  const simulator = await simulate();
  await simulator.setFault('noAck', true);
  for (const name of ['gsH-80mm', 'gsR-80mm']) {
    const printer = drive(simulator.port, name);
    expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'unknown', fault: 'noAck' });
    await printer.close();
  }
});

test('ack split over chunks is one ack', async () => {
  const simulator = await simulate();
  await simulator.setFault('splitsAck', true);
  const printer = drive(simulator.port);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'acked', fault: null });
});

test('ASB frame before the ack is not the ack, and does not hide it', async () => {
  const simulator = await simulate();
  await simulator.setFault('asbBeforeAck', true);
  await simulator.setFault('nearEnd', true);
  const printer = drive(simulator.port);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'acked', fault: null });
  await simulator.setFault('wrongAckId', true);
  expect(await printer.print({ jobId: 'j2', slip: slip('A 013') })).toMatchObject({ outcome: 'unknown', fault: 'noAck' });
});

test('an ack that comes after the job was given up is reported, once', async () => {
  const simulator = await simulate({ dotsPerSecond: 450 });
  const printer = drive(simulator.port);
  const late = new Promise((resolve) => {
    printer.onLateAck(resolve);
  });
  expect(await printer.print({ jobId: 'slow', slip: slip('A 012') })).toMatchObject({ outcome: 'unknown', fault: 'noAck' });
  expect(await late).toBe('slow');
});

test('a printer that never reads a long job: the process stays responsive, the job ends unknown', async () => {
  const simulator = await simulate();
  const printer = drive(simulator.port, 'raster-80mm');
  await until(printer, isReady);
  await simulator.setFault('stopsReadingMidJob', true);
  // Far more than both kernels buffer, so that the write itself has to give up.
  const lines = Array.from({ length: 1000 }, (_, index) => ({ kind: 'text' as const, text: `第 ${index} 行 政务服务中心`, size: 3 as const }));
  const order: string[] = [];
  const printing = printer.print({ jobId: 'long', slip: { language: 'zh', lines } }).then((result) => {
    order.push('printed');
    return result;
  });
  // File work of the process, one after the other: none of it may have to wait for the printer.
  for (let count = 0; count < 20; count += 1) {
    await stat(import.meta.filename);
    order.push('file');
  }
  expect(await printing).toMatchObject({ outcome: 'unknown', fault: 'notAnswering' });
  expect(order).toEqual([...Array.from({ length: 20 }, () => 'file'), 'printed']);
});

test('without any printer the driver is unreachable, prints fail, and closing ends it', async () => {
  const simulator = await simulate();
  const { port } = simulator;
  await simulator.close();
  const printer = drive(port);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'failed', fault: 'unreachable' });
  expect(printer.health()).toMatchObject({ state: 'unreachable', fault: 'unreachable' });
  await printer.close();
  expect(await printer.print({ jobId: 'j2', slip: slip('A 012') })).toMatchObject({ outcome: 'failed' });
});

test('closing while a job is on its way: that one is unknown, the queued one failed', async () => {
  const simulator = await simulate();
  await simulator.setFault('noAck', true);
  const printer = drive(simulator.port);
  await until(printer, isReady);
  const results = Promise.all([
    printer.print({ jobId: 'j1', slip: slip('A 012') }),
    printer.print({ jobId: 'j2', slip: slip('A 013') }),
  ]);
  while (simulator.tickets().length === 0) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  await printer.close();
  expect((await results).map((result) => result.outcome)).toEqual(['unknown', 'failed']);
});
