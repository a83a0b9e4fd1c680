/**
 * Splits the bytes a printer receives into commands, one byte at a time, written from the command descriptions and
 * apart from the encoder, so that one cannot hide the other's mistakes.
 */
export type Token =
  /** A character byte or part of one. */
  | { kind: 'char'; byte: number }
  /** LF, CR, HT and other single control bytes. */
  | { kind: 'control'; byte: number }
  /** A command with everything that belongs to it; `name` is its two or three first bytes, `GS ( H`, `ESC @`. */
  | { kind: 'command'; name: string; bytes: Uint8Array }
  /** Obeyed on arrival, before what is still buffered. */
  | { kind: 'realtime'; name: 'DLE EOT' | 'DLE ENQ' | 'DLE DC4'; bytes: Uint8Array };

/** Keeps the bytes of an unfinished command; like a real printer's it outlives the connection. */
export type Tokenizer = {
  push(byte: number): Token | null;
  /** Whether a command is unfinished: then whatever comes next is swallowed as its data. */
  isInside(): boolean;
  reset(): void;
};

const leads: Readonly<Record<number, string>> = { 0x10: 'DLE', 0x1b: 'ESC', 0x1c: 'FS', 0x1d: 'GS' };

/** Makes a tokenizer at the beginning of a command. */
export function createTokenizer(): Tokenizer {
  let pending: number[] = [];
  let wanted = 2;
  return {
    push(byte) {
      if (pending.length === 0) {
        if (leads[byte] === undefined) return byte >= 0x20 ? { kind: 'char', byte } : { kind: 'control', byte };
        pending = [byte];
        wanted = 2;
        return null;
      }
      pending.push(byte);
      // The length shows itself step by step: by the letter, by a count, by an end mark.
      while (pending.length >= wanted) {
        const length = lengthOf(pending);
        if (length <= pending.length) {
          const bytes = Uint8Array.from(pending);
          pending = [];
          return tokenOf(bytes);
        }
        wanted = length;
      }
      return null;
    },
    isInside: () => pending.length > 0,
    reset() {
      pending = [];
    },
  };
}

function tokenOf(bytes: Uint8Array): Token {
  const [lead = 0, letter = 0, third = 0] = bytes;
  if (lead === 0x10) {
    const name = letter === 0x04 ? 'DLE EOT' : letter === 0x05 ? 'DLE ENQ' : 'DLE DC4';
    return { kind: 'realtime', name, bytes };
  }
  const hasFunction = letter === 0x28 || (lead === 0x1d && (letter === 0x38 || letter === 0x76));
  const name = `${leads[lead] ?? ''} ${String.fromCharCode(letter)}${hasFunction ? ` ${String.fromCharCode(third)}` : ''}`;
  return { kind: 'command', name, bytes };
}

/** The length known so far; more than there is means: wait and ask again. */
function lengthOf(bytes: readonly number[]): number {
  const [lead = 0, letter = 0] = bytes;
  if (lead === 0x10) return realtimeLength(bytes);
  if (letter === 0x28) return bytes.length < 5 ? 5 : 5 + word(bytes, 3);
  if (lead === 0x1d) return gsLength(bytes);
  const fixed = lead === 0x1b ? escLengths : fsLengths;
  const key = String.fromCharCode(letter);
  if (lead === 0x1b && key === '*') return bytes.length < 5 ? 5 : 5 + word(bytes, 3) * ((bytes[2] ?? 0) >= 32 ? 3 : 1);
  if (lead === 0x1b && key === 'D') return bytes.at(-1) === 0 && bytes.length > 2 ? bytes.length : bytes.length + 1;
  return fixed[key] ?? 2;
}

function realtimeLength(bytes: readonly number[]): number {
  if (bytes[1] !== 0x14) return bytes[1] === 0x04 || bytes[1] === 0x05 ? 3 : 2;
  if (bytes.length < 3) return 3;
  return bytes[2] === 8 ? 10 : 5;
}

function gsLength(bytes: readonly number[]): number {
  const key = String.fromCharCode(bytes[1] ?? 0);
  const third = bytes[2] ?? 0;
  if (key === 'v') return bytes.length < 8 ? 8 : 8 + word(bytes, 4) * word(bytes, 6);
  if (key === '8') return bytes.length < 7 ? 7 : 7 + word(bytes, 3) + word(bytes, 5) * 65_536;
  if (key === '*') return bytes.length < 4 ? 4 : 4 + third * (bytes[3] ?? 0) * 8;
  if (key === 'V') return bytes.length < 3 ? 3 : third >= 65 ? 4 : 3;
  if (key !== 'k') return gsLengths[key] ?? 2;
  if (bytes.length < 4) return 4;
  if (third >= 65) return 4 + (bytes[3] ?? 0);
  return bytes.at(-1) === 0 ? bytes.length : bytes.length + 1;
}

function word(bytes: readonly number[], at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
}

const escLengths: Readonly<Record<string, number>> = {
  ' ': 3, '!': 3, $: 4, '%': 3, '-': 3, '2': 2, '3': 3, '=': 3, '@': 2, B: 4, E: 3, G: 3, J: 3, L: 2, M: 3, R: 3, S: 2,
  T: 3, U: 3, V: 3, W: 10, '\\': 4, a: 3, c: 4, d: 3, i: 2, m: 2, p: 5, r: 3, t: 3, u: 3, v: 2, '{': 3,
};
const gsLengths: Readonly<Record<string, number>> = {
  '!': 3, $: 4, '/': 3, ':': 2, B: 3, H: 3, I: 3, L: 4, P: 4, T: 3, W: 4, '\\': 4, a: 3, b: 3, f: 3, g: 6, h: 3, j: 3,
  r: 3, w: 3, x: 3, y: 3, z: 3,
};
const fsLengths: Readonly<Record<string, number>> = { '!': 3, '&': 2, '-': 3, '.': 2, C: 3, S: 4, W: 3, p: 4 };
