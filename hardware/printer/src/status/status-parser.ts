/** One thing a printer said. */
export type StatusItem =
  /** The byte that answers `DLE EOT`; it does not say which n it answers. */
  | { kind: 'realtime'; byte: number }
  /** Four bytes of automatic status back. */
  | { kind: 'asb'; bytes: readonly number[] }
  /** The answer to `GS ( H` with the four characters of the job. */
  | { kind: 'ack'; id: string }
  /** The byte that answers `GS r 1`. */
  | { kind: 'paper'; byte: number }
  /** Any other block, such as the answer to `GS I`. */
  | { kind: 'block'; header: number; text: string }
  | { kind: 'garbage'; byte: number };

/** Splits what a printer sends into items; chunks may end anywhere. */
export type StatusParser = { push(bytes: Uint8Array): StatusItem[] };

const blockHeaders = [0x35, 0x37, 0x3b, 0x3d, 0x5f];
const longestBlock = 96;
const flowControl = [0x11, 0x13];

/** Makes a parser with nothing pending. Sources of the bit patterns: Epson and Bixolon manuals, receiptio. */
export function createStatusParser(): StatusParser {
  let pending: number[] = [];
  return {
    push(bytes) {
      pending.push(...bytes);
      const items: StatusItem[] = [];
      for (;;) {
        const [first] = pending;
        if (first === undefined) return items;
        const found = flowControl.includes(first) ? 'skip' : read(first, pending);
        if (found === 'wait') return items;
        pending = pending.slice(found === 'skip' ? 1 : found.length);
        if (found !== 'skip') items.push(found.item);
      }
    },
  };
}

type Found = { item: StatusItem; length: number };

function read(first: number, bytes: readonly number[]): Found | 'wait' {
  if ((first & 0x93) === 0x12) return { item: { kind: 'realtime', byte: first }, length: 1 };
  if ((first & 0x93) === 0x10) return readAsb(first, bytes);
  if (blockHeaders.includes(first)) return readBlock(first, bytes);
  if ((first & 0x90) === 0) return { item: { kind: 'paper', byte: first }, length: 1 };
  return garbage(first);
}

function readAsb(first: number, bytes: readonly number[]): Found | 'wait' {
  const frame = bytes.slice(0, 4);
  if (frame.slice(1).some((byte) => (byte & 0x90) !== 0)) return garbage(first);
  return frame.length < 4 ? 'wait' : { item: { kind: 'asb', bytes: frame }, length: 4 };
}

function readBlock(header: number, bytes: readonly number[]): Found | 'wait' {
  const end = bytes.indexOf(0);
  const body = bytes.slice(1, end === -1 ? undefined : end);
  if (body.length > longestBlock || body.some((byte) => byte < 0x20 || byte > 0x7e)) return garbage(header);
  if (end === -1) return 'wait';
  const text = String.fromCharCode(...body);
  const isAck = header === 0x37 && text.length === 5 && text.startsWith('\x22');
  return { item: isAck ? { kind: 'ack', id: text.slice(1) } : { kind: 'block', header, text }, length: end + 1 };
}

function garbage(byte: number): Found {
  return { item: { kind: 'garbage', byte }, length: 1 };
}
