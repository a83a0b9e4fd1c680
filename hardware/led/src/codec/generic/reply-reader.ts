import type { BarReply, ReplyReader } from '../reply.ts';
import type { GenericFrame, PatternByte } from './frame-schema.ts';

type Answer = { kind: 'ack' | 'nack'; pattern: readonly PatternByte[] };

/** Finds the answers a frame description names in what a bar sends; everything else is noise and passed over. */
export function createGenericReader(frame: GenericFrame): ReplyReader {
  const addressWidth = frame.address?.width ?? 0;
  const answers: Answer[] = [
    ...(frame.ack ? [{ kind: 'ack' as const, pattern: widen(frame.ack, addressWidth) }] : []),
    ...(frame.nack ? [{ kind: 'nack' as const, pattern: widen(frame.nack, addressWidth) }] : []),
  ];
  let waiting: number[] = [];
  return {
    push(bytes) {
      waiting.push(...bytes);
      const replies: BarReply[] = [];
      while (waiting.length > 0) {
        const begun = answers.filter(({ pattern }) => fits(pattern, waiting));
        const whole = begun.find(({ pattern }) => pattern.length <= waiting.length);
        // What may still become an answer waits for its rest, unless a shorter one is already there.
        if (!whole && begun.length > 0) break;
        if (whole) replies.push(replyOf(whole, waiting, frame));
        waiting = waiting.slice(whole?.pattern.length ?? 1);
      }
      return replies;
    },
  };
}

/** The address placeholder as often as the address has bytes. */
function widen(pattern: readonly PatternByte[], addressWidth: number): PatternByte[] {
  return pattern.flatMap((byte): PatternByte[] => (byte === 'address' ? Array.from({ length: addressWidth }, () => byte) : [byte]));
}

function fits(pattern: readonly PatternByte[], bytes: readonly number[]): boolean {
  return pattern.every((expected, at) => at >= bytes.length || typeof expected === 'string' || expected === bytes[at]);
}

function replyOf({ kind, pattern }: Answer, bytes: readonly number[], frame: GenericFrame): BarReply {
  const named = pattern.flatMap((expected, at) => (expected === 'address' ? [bytes[at] ?? 0] : []));
  const digits = frame.address?.order === 'little' ? named.toReversed() : named;
  const address = digits.length === 0 ? null : digits.reduce((sum, byte) => sum * 256 + byte, 0);
  return kind === 'ack' ? { kind, address } : { kind, address, error: 'refused' };
}
