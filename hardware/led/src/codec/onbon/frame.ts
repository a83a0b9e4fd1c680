import { crc16 } from '../crc16.ts';

/*
 * The frame of Onbon BX-5K / 6K cards, the same bytes on RS-232, RS-485 and TCP: A5 ×8, the escaped body, 5A. Integers
 * are little endian; the CRC is CRC-16/ARC over the body before escaping. Source: onbonlab/bx.k.java.
 */

/** What goes into a frame. `screen` is the bar's number, FFFE any; `deviceType` FE any. */
export type OnbonFrame = { screen: number; deviceType: number; data: Uint8Array };

/** The screen number every card answers to, for a line with a single bar. */
export const anyScreen = 0xfffe;

const host = 0x8000;
const head = new Uint8Array(8).fill(0xa5);
const tail = 0x5a;
const version = 2;
const escapes = new Map([
  [0xa5, [0xa6, 0x02]],
  [0xa6, [0xa6, 0x01]],
  [0x5a, [0x5b, 0x02]],
  [0x5b, [0x5b, 0x01]],
]);

/** The bytes of a frame from us to a bar. */
export function encodeFrame({ screen, deviceType, data }: OnbonFrame): Uint8Array {
  const body = [...u16(screen), ...u16(host), 0, 0, 0, 0, 0, 0, deviceType, version, ...u16(data.length), ...data];
  const escaped = [...body, ...u16(crc16(body, 0))].flatMap((byte) => escapes.get(byte) ?? [byte]);
  return Uint8Array.from([...head, ...escaped, tail]);
}

/** A number as two bytes, low byte first. */
export function u16(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff];
}

/** A number as four bytes, low byte first. */
export function u32(value: number): number[] {
  return [...u16(value), ...u16(value >>> 16)];
}
