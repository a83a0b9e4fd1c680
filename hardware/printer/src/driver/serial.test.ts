import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemTimers } from '@hallcall/link';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadProfile } from '../profile.ts';
import { type PrinterSimulator, startPrinterSimulator } from '../simulator/simulator.ts';
import type { Slip } from '../slip.ts';
import { createPrinter, type Printer } from './printer.ts';

let folder: string;
let simulator: PrinterSimulator;
let printer: Printer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hallcall-pty-'));
  const path = join(folder, 'printer');
  simulator = await startPrinterSimulator({ line: { kind: 'pty', path }, controlPort: 0, baudRate: 9600, powerOffMs: 50 });
  printer = createPrinter({
    address: { kind: 'serial', path, baudRate: 9600 },
    profile: loadProfile('gsH-80mm'),
    now: Date.now,
    timers: systemTimers,
    log: { info: () => undefined, warn: () => undefined },
    timing: {
      link: { openMs: 1000, firstRetryMs: 30, lastRetryMs: 100, soundAfterMs: 1000 },
      replyMs: 300,
      pollMs: 50,
      ackMs: 900,
      ackPollMs: 100,
      faultGraceMs: 200,
      recoverMs: 50,
    },
  });
});

afterEach(async () => {
  await printer.close();
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

function slip(number: string): Slip {
  return {
    language: 'zh',
    lines: [
      { kind: 'text', text: '政务服务中心', align: 'center' },
      { kind: 'text', text: number, size: 3 },
      { kind: 'qr', text: 'http://hall.lan/t/demo.1' },
    ],
  };
}

async function untilHealth(state: string): Promise<void> {
  if (printer.health().state === state) return;
  await new Promise<void>((resolve) => {
    const stop = printer.onHealth((health) => {
      if (health.state !== state) return;
      stop();
      resolve();
    });
  });
}

test('a ticket is printed and acked over a serial line of 9600 baud', async () => {
  expect(await printer.print({ jobId: 'j1', slip: slip('A 012') })).toMatchObject({ outcome: 'acked', fault: null });
  expect(simulator.tickets()).toMatchObject([{ text: ['政务服务中心', 'A 012'], qr: ['http://hall.lan/t/demo.1'] }]);
});

test('unplugged in the middle of a job: unknown; plugged in again: nothing stale, the next ticket whole', async () => {
  await untilHealth('ready');
  await simulator.setFault('dropsMidJob', true);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 011') })).toMatchObject({ outcome: 'unknown' });
  await untilHealth('ready');
  expect(await printer.print({ jobId: 'j2', slip: slip('A 012') })).toMatchObject({ outcome: 'acked', fault: null });
  const legible = simulator.tickets().filter((ticket) => ticket.qr.length > 0);
  expect(legible).toMatchObject([{ text: ['政务服务中心', 'A 012'] }]);
});

test('unplugged between jobs: unreachable and failed; plugged in again: ready, and only the new ticket comes out', async () => {
  await untilHealth('ready');
  await simulator.setFault('refuses', true);
  await untilHealth('unreachable');
  expect(await printer.print({ jobId: 'j1', slip: slip('A 011') })).toMatchObject({ outcome: 'failed', fault: 'unreachable' });
  await simulator.setFault('refuses', false);
  await untilHealth('ready');
  expect(await printer.print({ jobId: 'j2', slip: slip('A 012') })).toMatchObject({ outcome: 'acked' });
  expect(simulator.tickets().map((ticket) => ticket.text[1])).toEqual(['A 012']);
});

test('a serial printer that loses its power in the middle of a job: unknown, and it recovers', async () => {
  await untilHealth('ready');
  await simulator.setFault('powerCycleMidJob', true);
  expect(await printer.print({ jobId: 'j1', slip: slip('A 011') })).toMatchObject({ outcome: 'unknown' });
  await untilHealth('ready');
  expect(await printer.print({ jobId: 'j2', slip: slip('A 012') })).toMatchObject({ outcome: 'acked' });
});
