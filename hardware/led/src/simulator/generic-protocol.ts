import type { FrameField, GenericFrame } from '../codec/generic/frame-schema.ts';
import type { GenericProfile } from '../profile.ts';
import { readScreenText } from './screen-text.ts';
import type { Area, BarProtocol, BarRequest, DotColour } from './screen.ts';

/*
 * A bar described by a generic frame, as it hears and speaks. Only the description is shared with the driver; reading is
 * written apart from its encoder.
 */

/** What was found at the start of some bytes: a frame of `used` bytes, nothing, or the beginning of one. */
type Found = { used: number; request: BarRequest } | 'nothing' | 'beginning';

/** The bar's end of the protocol. */
export function createGenericProtocol(profile: GenericProfile): BarProtocol {
  const { frame } = profile;
  let heard: number[] = [];
  return {
    push(bytes) {
      heard.push(...bytes);
      const requests: BarRequest[] = [];
      while (heard.length > 0) {
        const found = find(heard, profile);
        if (found === 'beginning') break;
        if (found !== 'nothing') requests.push(found.request);
        heard = heard.slice(found === 'nothing' ? 1 : found.used);
      }
      return requests;
    },
    answer(_asked, address, error) {
      const pattern = error === null ? frame.ack : frame.nack;
      if (pattern === null) return null;
      return Uint8Array.from(pattern.flatMap((byte) => (byte === 'address' ? addressBytes(frame, address) : [byte === 'any' ? 0 : byte])));
    },
  };
}

function addressBytes({ address: field }: GenericFrame, address: number): number[] {
  const low = [address % 256, address >> 8].slice(0, field?.width ?? 0);
  return field?.order === 'big' ? low.toReversed() : low;
}

const longestText = 512;

/** Where the text has no length, every length is tried until tail and checksum agree, or the next frame begins. */
function find(bytes: readonly number[], profile: GenericProfile): Found {
  const { frame } = profile;
  if (frame.length) return readFrame(bytes, profile, null);
  let damaged: Found = 'nothing';
  for (let length = 0; length <= longestText; length += 1) {
    const found = readFrame(bytes, profile, length);
    if (found === 'beginning') return damaged === 'nothing' ? 'beginning' : damaged;
    if (found === 'nothing') continue;
    if (!found.request.isDamaged) return found;
    const isFollowed = bytes.length > found.used && frame.head.every((byte, index) => byte === bytes[found.used + index]);
    if (isFollowed && damaged === 'nothing') damaged = found;
  }
  return damaged;
}

function readFrame(bytes: readonly number[], { frame, width, height }: GenericProfile, textLength: number | null): Found {
  const raw = new Map<FrameField, number[]>();
  let at = 0;
  for (const field of frame.layout) {
    const size = sizeOf(frame, field, textLength, raw);
    if (size === null || size < 0 || size > longestText) return 'nothing';
    const taken = take(bytes, at, size, frame.escape?.fields.includes(field) ? frame.escape.codes : {});
    if (taken === null) return 'beginning';
    raw.set(field, taken.bytes);
    at = taken.next;
    const fixed = field === 'head' || field === 'command' || field === 'tail' ? frame[field] : null;
    if (fixed?.some((byte, index) => byte !== taken.bytes[index])) return 'nothing';
  }
  const address = frame.address ? numberOf(raw.get('address') ?? [], frame.address.order) : null;
  const area = areaOf(raw.get('text') ?? [], frame, { width, height });
  const command = { kind: 'areas', removed: [], drawn: new Map([[0, area]]), clearsFirst: true } as const;
  return { used: at, request: { address, command, isDamaged: !checks(frame, raw), wantsReply: frame.ack !== null } };
}

function sizeOf(frame: GenericFrame, field: FrameField, textLength: number | null, raw: ReadonlyMap<FrameField, number[]>): number | null {
  const { checksum, length } = frame;
  const checksumSize = checksum === null ? 0 : checksum.kind.startsWith('crc16') ? 2 : 1;
  const sizes = {
    head: frame.head.length,
    address: frame.address?.width ?? 0,
    command: frame.command.length,
    length: length?.width ?? 0,
    checksum: checksumSize,
    tail: frame.tail.length,
  };
  if (field !== 'text') return sizes[field];
  if (length === null) return textLength;
  const counted = length.counts.filter((name) => name !== 'text').reduce((sum, name) => sum + sizes[name], length.plus);
  const lengthBytes = raw.get('length');
  return lengthBytes ? numberOf(lengthBytes, length.order) - counted : null;
}

/** Reads `size` bytes as they were before escaping; null when there are not enough yet. */
function take(
  bytes: readonly number[],
  from: number,
  size: number,
  codes: Readonly<Record<string, readonly number[]>>,
): { bytes: number[]; next: number } | null {
  const taken: number[] = [];
  let next = from;
  while (taken.length < size) {
    if (next >= bytes.length) return null;
    const code = Object.entries(codes).find(([, escaped]) => escaped.every((byte, index) => byte === bytes[next + index]));
    taken.push(code ? Number.parseInt(code[0], 16) : (bytes[next] ?? 0));
    next += code ? code[1].length : 1;
  }
  return { bytes: taken, next };
}

function numberOf(bytes: readonly number[], order: 'little' | 'big'): number {
  const [first = 0, second] = bytes;
  if (second === undefined) return first;
  return order === 'big' ? first * 256 + second : second * 256 + first;
}

function checks({ layout, checksum }: GenericFrame, raw: ReadonlyMap<FrameField, number[]>): boolean {
  if (checksum === null) return true;
  const covered = layout.filter((field) => checksum.covers.includes(field)).flatMap((field) => raw.get(field) ?? []);
  const given = raw.get('checksum') ?? [];
  if (checksum.kind === 'sum8') return covered.reduce((sum, byte) => sum + byte, 0) % 256 === given[0];
  if (checksum.kind === 'xor') return covered.reduce((mix, byte) => mix ^ byte, 0) === given[0];
  let value = checksum.kind === 'crc16-arc' ? 0 : 0xffff;
  for (const byte of covered) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xa001 : value >>> 1;
  }
  return value === numberOf(given, checksum.order);
}

const colourNames = ['red', 'green', 'amber'] as const;
const blinkMs = 500;

function areaOf(bytes: readonly number[], frame: GenericFrame, { width, height }: { width: number; height: number }): Area {
  const isAfter = (code: readonly number[], at: number): boolean =>
    code.length > 0 && code.every((byte, index) => byte === bytes[at + index]);
  const colour: DotColour = colourNames.find((name) => isAfter(frame.colours?.[name] ?? [], 0)) ?? 'red';
  const afterColour = frame.colours && isAfter(frame.colours[colour], 0) ? frame.colours[colour].length : 0;
  const blinks = isAfter(frame.blink ?? [], afterColour);
  const text = Uint8Array.from(bytes.slice(afterColour + (blinks ? (frame.blink?.length ?? 0) : 0)));
  const pages = readScreenText(text, { columns: width >> 3, lines: Math.max(1, height >> 4), isOneLine: false })
    .map((page) => page.map((line) => line.map((run) => ({ ...run, colour }))));
  const look = { motion: 'turns', holdMs: blinks ? blinkMs : 2000, dotsPerSecond: 0 } as const;
  return { x: 0, y: 0, width, height, ...look, pages: blinks ? [...pages, []] : pages };
}
