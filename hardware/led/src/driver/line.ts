import { type Cancel, type Pipe, type PipeAddress, PipeError, type Timers } from '@hallcall/link';
import type { Dialect } from '../codec/dialect.ts';
import type { BarReply } from '../codec/reply.ts';
import type { LedProfile } from '../profile.ts';
import type { Outcome } from './bar.ts';
import { type LedTiming, writeDeadlineMs } from './timing.ts';

/** One connection to a line of bars. One request at a time: the calls must not overlap. */
export type Line = {
  /** Sends a request and awaits the answer of that very bar. Never rejects for anything a bar or the line does. */
  ask(bytes: Uint8Array, address: number): Promise<Outcome>;
  /** The silence that has to follow a request before the next one. */
  rest(after: Outcome): Promise<void>;
};

/** What a line is made of. `onStray` hears answers nobody waits for. */
export type LineDeps = {
  pipe: Pipe;
  address: PipeAddress;
  dialect: Dialect;
  profile: LedProfile;
  timing: LedTiming;
  timers: Timers;
  onStray: (reply: BarReply) => void;
};

type Waiting = { address: number; wasDamaged: boolean; settle: (outcome: Outcome) => void };

/** Takes a new connection; must be called before any of its bytes arrive. Reading never stops: it notices an unplug. */
export function createLine({ pipe, address: pipeAddress, dialect, profile, timing, timers, onStray }: LineDeps): Line {
  const reader = dialect.createReader();
  let waiting: Waiting | null = null;
  let isOpen = true;

  const isFrom = (reply: BarReply, address: number): boolean => {
    if (reply.kind !== 'ack' && reply.kind !== 'nack') return false;
    // A reply that names another bar is a late one of that bar.
    return reply.address === null || reply.address === address || address === dialect.anyAddress;
  };
  pipe.onData((bytes) => {
    for (const reply of reader.push(bytes)) {
      if (waiting !== null && isFrom(reply, waiting.address)) waiting.settle(outcomeOf(reply));
      else onStray(reply);
      if (waiting !== null) waiting.wasDamaged ||= reply.kind === 'damaged';
    }
  });
  pipe.onClosed(() => {
    isOpen = false;
    waiting?.settle({ kind: 'closed' });
  });

  const write = async (bytes: Uint8Array): Promise<boolean> => {
    try {
      await pipe.write(bytes, writeDeadlineMs(bytes.length, pipeAddress, timing));
      return true;
    } catch (error) {
      if (error instanceof PipeError) return false;
      throw error;
    }
  };
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void timers.after(ms, resolve));

  const exchange = async (bytes: Uint8Array, address: number, deadlineMs: number): Promise<Outcome> => {
    let cancel: Cancel | null = null;
    const answer = new Promise<Outcome>((resolve) => {
      waiting = { address, wasDamaged: false, settle: resolve };
    });
    const written = await write(bytes);
    if (written) cancel = timers.after(deadlineMs, () => waiting?.settle({ kind: 'silent', error: waiting.wasDamaged ? 'damaged' : null }));
    const outcome: Outcome = written ? await answer : { kind: 'closed' };
    cancel?.();
    waiting = null;
    return outcome;
  };

  return {
    async ask(bytes, address) {
      if (!isOpen) return { kind: 'closed' };
      if (profile.reply !== null) return exchange(bytes, address, profile.reply.deadlineMs);
      return { kind: (await write(bytes)) ? 'lit' : 'closed' };
    },
    async rest(after) {
      const quietMs = after.kind === 'silent' ? (profile.reply?.quietMs ?? 0) : 0;
      if (isOpen) await pause(profile.gapMs + quietMs);
    },
  };
}

function outcomeOf(reply: BarReply): Outcome {
  return reply.kind === 'nack' ? { kind: 'nack', error: reply.error } : { kind: 'lit' };
}
