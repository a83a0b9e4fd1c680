import type { Area, BarCommand, BarError, BarProtocol, BarRequest } from './screen.ts';
import { readScreenText } from './screen-text.ts';

/*
 * Onbon BX-K as the card hears and speaks it. Written apart from the driver's encoder and reader on purpose; both are
 * pinned by the vendor's frames.
 */

const longestFrame = 4096;
const wildcards = new Set([0xfffe, 0xffff]);

/** The card's end of the protocol; `rowBytes` says that x and width count bytes of 8 dots (5K). */
export function createOnbonProtocol({ rowBytes }: { rowBytes: boolean }): BarProtocol {
  let frame: number[] | null = null;
  let escape = 0;
  const hear = (byte: number): BarRequest | null => {
    if (byte === 0xa5) {
      frame = [];
      escape = 0;
      return null;
    }
    if (frame === null) return null;
    if (byte === 0x5a) {
      const request = frame.length > 0 ? readRequest(Buffer.from(frame), rowBytes) : null;
      frame = null;
      return request;
    }
    if (escape !== 0) {
      // A6 02 → A5, A6 01 → A6, 5B 02 → 5A, 5B 01 → 5B: the second byte counts down.
      frame.push(escape + 1 - byte);
      escape = 0;
    } else if (byte === 0xa6 || byte === 0x5b) escape = byte;
    else frame.push(byte);
    if (frame.length > longestFrame) frame = null;
    return null;
  };
  return {
    push: (bytes) => Array.from(bytes, hear).filter((request) => request !== null),
    answer: (asked, address, error) => answerFrame(asked === null ? 0xfffe : address, error),
  };
}

function readRequest(body: Buffer, rowBytes: boolean): BarRequest | null {
  const barcode = body.length > 7 && body.readUInt8(7) === 1 ? 16 : 0;
  const at = 12 + barcode;
  if (body.length < at + 4) return null;
  const target = body.readUInt16LE(0);
  const length = body.readUInt16LE(at);
  const isWhole = body.length === at + 2 + length + 2;
  const isDamaged = !isWhole || checksum(body.subarray(0, -2)) !== body.readUInt16LE(body.length - 2);
  const data = body.subarray(at + 2, body.length - 2);
  const wantsReply = target !== 0xffff && data.length > 2 && data.readUInt8(2) === 1;
  return { address: wildcards.has(target) ? null : target, command: readCommand(data, rowBytes), isDamaged, wantsReply };
}

/** A damaged frame may end anywhere: whatever cannot be read is an unknown command. */
function readCommand(data: Buffer, rowBytes: boolean): BarCommand {
  const group = data.at(0) ?? 0;
  const command = data.at(1) ?? 0;
  try {
    if (group === 0xa3 && command === 0x06) return readAreas(data, rowBytes);
    if (group === 0xa3 && command === 0x00) return { kind: 'power', isOn: data.readUInt8(5) === 1 };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (group === 0xa3 && command === 0x10) return { kind: 'clear' };
  if (group === 0xa2 && command === 0x03) return { kind: 'clock', decimals: [...data.subarray(5)] };
  return { kind: 'unknown', group, command };
}

function readAreas(data: Buffer, rowBytes: boolean): BarCommand {
  const clearsFirst = data.readUInt8(3) === 1;
  const removedCount = data.readUInt8(5);
  const removed = [...data.subarray(6, 6 + removedCount)];
  let at = 6 + removedCount;
  const areaCount = data.readUInt8(at);
  at += 1;
  const drawn = new Map<number, Area>();
  for (let index = 0; index < areaCount; index += 1) {
    const length = data.readUInt16LE(at);
    const { id, area } = readArea(data.subarray(at + 2, at + 2 + length), rowBytes);
    drawn.set(id, area);
    at += 2 + length;
  }
  return { kind: 'areas', removed, drawn, clearsFirst };
}

function readArea(bytes: Buffer, rowBytes: boolean): { id: number; area: Area } {
  const across = (at: number): number => {
    const value = bytes.readUInt16LE(at);
    return rowBytes ? value * 8 : value & 0x7fff;
  };
  const width = across(5);
  const height = bytes.readUInt16LE(7);
  const soundMode = bytes.readUInt8(14);
  const sound = soundMode === 0 ? 0 : 3 + (soundMode === 2 ? 4 + bytes.readUInt32LE(18) : 0);
  // Behind the sound: extension, alignment, single line, new line, motion, exit, speed, hold, length of the text.
  const at = 15 + sound;
  const [single, breaks, motion, speed, hold] = [2, 3, 4, 6, 7].map((offset) => bytes.readUInt8(at + offset));
  const text = bytes.subarray(at + 12, at + 12 + bytes.readUInt32LE(at + 8));
  const shape = { columns: single === 1 || breaks === 1 ? null : width >> 3, lines: Math.max(1, height >> 4), isOneLine: single === 1 };
  return {
    id: bytes.readUInt8(9),
    area: {
      x: across(1),
      y: bytes.readUInt16LE(3),
      width,
      height,
      // All ways of moving are drawn as the first.
      motion: motion === 1 || motion === 2 ? 'turns' : 'left',
      holdMs: (hold ?? 0) * 500,
      dotsPerSecond: 240 / (1 + (speed ?? 0)),
      pages: readScreenText(text, shape),
    },
  };
}

const errorNumbers: Readonly<Record<BarError, number>> = { command: 2, busy: 3, memory: 4, crc: 5 };

function answerFrame(bar: number, error: BarError | null): Uint8Array {
  const body = Buffer.alloc(21);
  body.writeUInt16LE(0x8000, 0);
  body.writeUInt16LE(bar, 2);
  body.set([0xfe, 0x02, 5, 0, 0xa0, error === null ? 0 : 1, error === null ? 0 : errorNumbers[error]], 10);
  body.writeUInt16LE(checksum(body.subarray(0, 19)), 19);
  const escaped = [...body].flatMap((byte) => {
    const lead = byte > 0x80 ? 0xa6 : 0x5b;
    return byte === lead || byte === lead - 1 ? [lead, lead + 1 - byte] : [byte];
  });
  return Uint8Array.from([...Buffer.alloc(8, 0xa5), ...escaped, 0x5a]);
}

/** CRC-16/ARC, bit by bit. */
function checksum(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xa001 : value >>> 1;
  }
  return value;
}
