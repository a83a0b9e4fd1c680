import { crc16 } from '../crc16.ts';
import type { FrameField, GenericFrame } from './frame-schema.ts';

/** A frame's bytes, or why there is none: a number that does not fit its field. */
export type GenericEncoding = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly problem: string };

/** Builds the frame that carries `text` (encoded, with its colour codes) to the bar `address`. */
export function encodeGenericFrame(frame: GenericFrame, address: number, text: Uint8Array): GenericEncoding {
  const content: Record<FrameField, readonly number[]> = {
    head: frame.head,
    address: [],
    command: frame.command,
    length: frame.length ? Array.from({ length: frame.length.width }, () => 0) : [],
    text: Array.from(text),
    checksum: Array.from({ length: checksumWidth(frame) }, () => 0),
    tail: frame.tail,
  };
  if (frame.address) {
    const bytes = numberBytes(address, frame.address);
    if (bytes === null) return { ok: false, problem: `address ${address} does not fit into ${frame.address.width} byte` };
    content.address = bytes;
  }
  if (frame.length) {
    const count = frame.length.plus + frame.length.counts.reduce((sum, name) => sum + content[name].length, 0);
    const bytes = numberBytes(count, frame.length);
    if (bytes === null) return { ok: false, problem: `${text.length} bytes of text are too long for the frame` };
    content.length = bytes;
  }
  if (frame.checksum) content.checksum = checksumOf(frame.checksum, frame.layout, content);
  return { ok: true, bytes: Uint8Array.from(frame.layout.flatMap((name) => escaped(frame, name, content[name]))) };
}

type NumberField = { width: 1 | 2; order: 'little' | 'big' };

function numberBytes(value: number, { width, order }: NumberField): number[] | null {
  if (value < 0 || value >= 256 ** width) return null;
  const bytes = width === 1 ? [value] : [value & 0xff, value >> 8];
  return order === 'big' ? bytes.toReversed() : bytes;
}

function checksumWidth({ checksum }: GenericFrame): number {
  if (checksum === null) return 0;
  return checksum.kind === 'sum8' || checksum.kind === 'xor' ? 1 : 2;
}

/** Over the covered fields as they stand in the frame, before escaping. */
function checksumOf(
  { kind, covers, order }: NonNullable<GenericFrame['checksum']>,
  layout: readonly FrameField[],
  content: Record<FrameField, readonly number[]>,
): number[] {
  const bytes = layout.filter((name) => covers.includes(name)).flatMap((name) => content[name]);
  if (kind === 'sum8') return [bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0)];
  if (kind === 'xor') return [bytes.reduce((sum, byte) => sum ^ byte, 0)];
  return numberBytes(crc16(bytes, kind === 'crc16-arc' ? 0 : 0xffff), { width: 2, order }) ?? [];
}

function escaped({ escape }: GenericFrame, name: FrameField, bytes: readonly number[]): readonly number[] {
  if (!escape?.fields.includes(name)) return bytes;
  const codes = new Map(Object.entries(escape.codes).map(([byte, code]) => [Number.parseInt(byte, 16), code]));
  return bytes.flatMap((byte) => codes.get(byte) ?? [byte]);
}
