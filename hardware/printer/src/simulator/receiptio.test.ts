import { createServer } from 'node:net';
import { print } from 'receiptio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SimulatorFault } from './faults.ts';
import { type PrinterSimulator, startPrinterSimulator } from './simulator.ts';

/*
 * receiptio is a client of other authors with its own reading of the status bytes. It only knows port 9100; where
 * another program holds that port these tests fail and say so.
 */
let simulator: PrinterSimulator;

beforeAll(async () => {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause) => reject(new Error('NOT RUN: port 9100, the only one receiptio knows, is taken', { cause })));
    probe.listen(9100, '127.0.0.1', () => probe.close(() => resolve()));
  });
  simulator = await startPrinterSimulator({ line: { kind: 'tcp', port: 9100 }, controlPort: 0 });
});

afterAll(() => simulator.close());

const states: [SimulatorFault | 'none', string, string][] = [
  ['none', 'online', 'success'],
  ['nearEnd', 'online', 'success'],
  ['paperEnd', 'paperempty', 'paperempty'],
  ['coverOpen', 'coveropen', 'coveropen'],
  ['cutter', 'error', 'error'],
];

test.for(states)('receiptio finds the simulator with %s: status %s, print %s', async ([fault, status, printed]) => {
  if (fault !== 'none') await simulator.setFault(fault, true);
  expect(await print('', '-d 127.0.0.1 -q printer')).toBe(status);
  const before = simulator.tickets().length;
  const text = printed === 'success' ? [['A012', 'please wait']] : [];
  expect(await print('"^^^A012"\nplease wait\n', '-d 127.0.0.1')).toBe(printed);
  expect(simulator.tickets().slice(before).map((ticket) => ticket.text)).toEqual(text);
  if (fault !== 'none') await simulator.setFault(fault, false);
});
