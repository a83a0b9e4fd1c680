import { crc16 } from '../crc16.ts';
import type { BarReply, ReplyReader } from '../reply.ts';

/*
 * Reads what bars say, in chunks of any size. Everything outside a frame is noise and passed over; a frame that does
 * not check is reported as damaged, never as an answer.
 */

/** The errors of a card by number. Source: onbonlab/BX-K, Error Code. */
const onbonErrors = [
  'none', 'group', 'command', 'busy', 'memory', 'crc', 'noFile', 'flash', 'download', 'fileName', 'fileType', 'fileCrc', 'noFont',
  'controllerType', 'dateFormat', 'fileExists', 'blockNumber',
] as const;

const start = 0xa5;
const end = 0x5a;
/** After these two a second byte says which byte was meant. */
const unescaped = new Map([
  [0xa602, 0xa5],
  [0xa601, 0xa6],
  [0x5b02, 0x5a],
  [0x5b01, 0x5b],
]);
const headerLength = 14;
const longestReply = 2048;

/** A reader for one connection. */
export function createOnbonReader(): ReplyReader {
  /** The escaped body so far, or null while no head was seen. */
  let body: number[] | null = null;
  const take = (byte: number): BarReply | null => {
    if (byte === start) body = [];
    else if (body !== null && byte !== end) {
      body.push(byte);
      if (body.length > longestReply) body = null;
    } else if (body !== null) {
      const reply = readBody(body);
      body = null;
      return reply;
    }
    return null;
  };
  return { push: (bytes) => Array.from(bytes, take).filter((reply) => reply !== null) };
}

const damaged: BarReply = { kind: 'damaged' };

function readBody(escaped: readonly number[]): BarReply | null {
  // Two heads in a row, or a lone head byte in noise.
  if (escaped.length === 0) return null;
  const body = unescape(escaped);
  if (body === null || body.length < headerLength + 2) return damaged;
  const at16 = (at: number): number => (body[at] ?? 0) | ((body[at + 1] ?? 0) << 8);
  const dataLength = at16(12);
  if (body.length !== headerLength + dataLength + 2 || crc16(body.slice(0, -2), 0) !== at16(body.length - 2)) return damaged;
  const [group, command, error = 0] = body.slice(headerLength);
  if (group !== 0xa0 || command === undefined || command > 1) return { kind: 'other' };
  const address = barOf(at16(2), at16(0));
  if (command === 0 && error === 0) return { kind: 'ack', address };
  return { kind: 'nack', address, error: onbonErrors[error] ?? `error ${error}` };
}

/** The bar is who sent the reply; a sender from the range of computers means that the reply repeats our own header. */
function barOf(source: number, destination: number): number {
  return source >= 0x8000 && source < 0xe000 ? destination : source;
}

function unescape(escaped: readonly number[]): number[] | null {
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length; at += 1) {
    const byte = escaped[at] ?? 0;
    if (byte !== 0xa6 && byte !== 0x5b) {
      bytes.push(byte);
      continue;
    }
    at += 1;
    const meant = unescaped.get((byte << 8) | (escaped[at] ?? 0));
    if (meant === undefined) return null;
    bytes.push(meant);
  }
  return bytes;
}
