import type { Timers } from '@hallcall/link';
import type { PrinterFault, PrintOutcome } from '../outcome.ts';
import type { PrinterProfile } from '../profile.ts';
import { faultOf } from '../status/printer-status.ts';
import type { StatusItem } from '../status/status-parser.ts';
import type { Session, StatusAnswer } from './session.ts';
import type { PrinterTiming } from './timing.ts';

/** What became of the bytes of one ticket. */
export type TicketEnd = { outcome: Exclude<PrintOutcome, 'failed'>; fault: PrinterFault | null };

/** What writing a ticket needs. */
export type TicketTask = {
  session: Session;
  bytes: Uint8Array;
  ackId: string;
  profile: PrinterProfile;
  timing: PrinterTiming;
  now: () => number;
  timers: Timers;
};

/**
 * Writes a ticket and waits for its acknowledgement. From its first byte on the outcome is never `failed`: whatever
 * breaks, a legible part may be on paper. A missing acknowledgement is `unknown`, with the fault named by `DLE EOT`.
 */
export async function runTicket(task: TicketTask): Promise<TicketEnd> {
  const { session, bytes, profile } = task;
  // Watching begins before the first byte: the answer may come before the write is reported done.
  const watch = watchTicket(task);
  try {
    const written = await session.write(bytes);
    if (written === 'late') return { outcome: 'unknown', fault: watch.fault() ?? 'notAnswering' };
    if (written === 'closed') return { outcome: 'unknown', fault: watch.fault() ?? 'unreachable' };
    return profile.ack === 'none' ? await checkAfterwards(task) : await awaitAck(task, watch);
  } finally {
    watch.stop();
  }
}

async function checkAfterwards({ session, profile }: TicketTask): Promise<TicketEnd> {
  if (!profile.realtimeStatus) return { outcome: 'sent', fault: null };
  const fault = faultIn(await session.askStatus());
  return fault === null ? { outcome: 'sent', fault } : { outcome: 'unknown', fault };
}

async function awaitAck(task: TicketTask, watch: Watch): Promise<TicketEnd> {
  const { session, timing, profile } = task;
  const pollMs = Math.min(timing.ackPollMs, timing.faultGraceMs, timing.ackMs);
  // Counted in waits, not on a clock that somebody may set.
  for (let leftMs = timing.ackMs - pollMs; ; leftMs -= pollMs) {
    const said = await watch.wait(pollMs);
    if (said === 'acked') return { outcome: 'acked', fault: null };
    if (said !== null) return { outcome: 'unknown', fault: watch.fault() ?? said };
    if (leftMs > 0 && !profile.realtimeStatus) continue;
    const answer = profile.realtimeStatus ? await session.askStatus() : 'silent';
    if (watch.isAcked()) return { outcome: 'acked', fault: null };
    if (typeof answer !== 'string') watch.note(faultIn(answer));
    if (leftMs <= 0) return { outcome: 'unknown', fault: watch.fault() ?? faultIn(answer) ?? 'noAck' };
    if (watch.hasLastingFault()) return { outcome: 'unknown', fault: watch.fault() };
  }
}

function faultIn(answer: StatusAnswer): PrinterFault | null {
  if (answer === 'silent') return 'notAnswering';
  if (answer === 'closed') return 'unreachable';
  return answer === 'garbage' ? 'garbage' : faultOf(answer);
}

type Said = 'acked' | 'paperEnd' | 'unreachable';
type Watch = {
  /** What ended the wait: the acknowledgement, an end, or null after `ms`. */
  wait(ms: number): Promise<Said | null>;
  isAcked(): boolean;
  note(fault: PrinterFault | null): void;
  fault(): PrinterFault | null;
  hasLastingFault(): boolean;
  stop(): void;
};

/** Listens for the acknowledgement and for faults the printer reports by itself, from before the first byte. */
function watchTicket({ session, ackId, profile, timing, now, timers }: TicketTask): Watch {
  let said: Said | null = null;
  let fault: PrinterFault | null = null;
  let faultSince = 0;
  const note = (next: PrinterFault | null): void => {
    if (next !== null && fault === null) faultSince = now();
    fault = next;
  };
  const ending = Promise.withResolvers<Said>();
  const end = (what: Said): void => {
    said ??= what;
    ending.resolve(said);
  };
  const stops = [
    session.onStatus((status) => note(faultOf(status))),
    session.onEnd(() => end('unreachable')),
    session.onItem((item) => {
      const answer = ackIn(item, profile.ack, ackId);
      if (answer !== null) end(answer);
    }),
  ];
  if (!session.isOpen()) end('unreachable');
  return {
    async wait(ms) {
      const pause = Promise.withResolvers<null>();
      const cancel = timers.after(ms, () => pause.resolve(null));
      const first = await Promise.race([ending.promise, pause.promise]);
      cancel();
      return first;
    },
    isAcked: () => said === 'acked',
    note,
    fault: () => fault,
    hasLastingFault: () => fault !== null && now() - faultSince >= timing.faultGraceMs,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** `GS r` has no id; a sensor at paper end means that the ticket is not whole. */
function ackIn(item: StatusItem, ack: PrinterProfile['ack'], ackId: string): 'acked' | 'paperEnd' | null {
  if (ack === 'gsH') return item.kind === 'ack' && item.id === ackId ? 'acked' : null;
  if (item.kind !== 'paper') return null;
  return (item.byte & 0x0c) === 0 ? 'acked' : 'paperEnd';
}
