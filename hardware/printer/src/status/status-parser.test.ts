import { expect, test } from 'vitest';
import type { PrinterFault } from '../outcome.ts';
import { faultOf, readAutomaticStatus, readRealtimeStatus } from './printer-status.ts';
import { createStatusParser, type StatusItem } from './status-parser.ts';

const stream = Uint8Array.from([
  0x12, 0x14, 0x00, 0x00, 0x0f, 0x37, 0x22, 0x30, 0x30, 0x34, 0x32, 0x00, 0x0c, 0x13, 0x11, 0xff, 0x32,
  0x5f, 0x45, 0x50, 0x53, 0x4f, 0x4e, 0x00, 0x10, 0x88, 0x16,
]);
const meaning: StatusItem[] = [
  { kind: 'realtime', byte: 0x12 },
  { kind: 'asb', bytes: [0x14, 0x00, 0x00, 0x0f] },
  { kind: 'ack', id: '0042' },
  { kind: 'paper', byte: 0x0c },
  { kind: 'garbage', byte: 0xff },
  { kind: 'realtime', byte: 0x32 },
  { kind: 'block', header: 0x5f, text: 'EPSON' },
  { kind: 'garbage', byte: 0x10 },
  { kind: 'garbage', byte: 0x88 },
  { kind: 'realtime', byte: 0x16 },
];

function realtime(one: number, two: number, three: number, four: number): PrinterFault | null {
  return faultOf(readRealtimeStatus(one, two, three, four));
}

function automatic(...bytes: number[]): PrinterFault | null {
  return faultOf(readAutomaticStatus(bytes));
}

test('what a printer says is understood wherever the chunks end', () => {
  for (let at = 0; at <= stream.length; at += 1) {
    const parser = createStatusParser();
    expect([...parser.push(stream.subarray(0, at)), ...parser.push(stream.subarray(at))]).toEqual(meaning);
  }
  const parser = createStatusParser();
  expect(Array.from(stream).flatMap((byte) => parser.push(Uint8Array.of(byte)))).toEqual(meaning);
});

test('an endless block is garbage, not a reason to wait for ever', () => {
  const items = createStatusParser().push(new Uint8Array(200).fill(0x37));
  expect(items.length).toBeGreaterThan(100);
  expect(new Set(items.map((item) => item.kind))).toEqual(new Set(['garbage']));
});

test('each sensor bit names its fault, in both dialects', () => {
  expect(realtime(0x12, 0x12, 0x12, 0x12)).toBe(null);
  expect(realtime(0x1a, 0x12, 0x12, 0x12)).toBe('offline');
  expect(realtime(0x1a, 0x16, 0x12, 0x12)).toBe('coverOpen');
  expect(realtime(0x1a, 0x32, 0x12, 0x12)).toBe('paperEnd');
  expect(realtime(0x12, 0x12, 0x12, 0x72)).toBe('paperEnd');
  expect(realtime(0x1a, 0x52, 0x1a, 0x12)).toBe('cutter');
  expect(realtime(0x1a, 0x52, 0x32, 0x12)).toBe('mechanical');
  expect(realtime(0x1a, 0x52, 0x12, 0x12)).toBe('mechanical');
  expect(readRealtimeStatus(0x12, 0x12, 0x12, 0x1e).nearEnd).toBe(true);
  expect(automatic(0x10, 0, 0, 0x0f)).toBe(null);
  expect(automatic(0x18, 0, 0, 0x0f)).toBe('offline');
  expect(automatic(0x38, 0, 0, 0x0f)).toBe('coverOpen');
  expect(automatic(0x18, 0, 0x0c, 0x0f)).toBe('paperEnd');
  expect(automatic(0x18, 0x08, 0, 0x0f)).toBe('cutter');
  expect(automatic(0x18, 0x20, 0, 0x0f)).toBe('mechanical');
  expect(readAutomaticStatus([0x10, 0, 0x03, 0x0f]).nearEnd).toBe(true);
});
