// The turns of each stop as the log tells them: from each call to what became of it.
import type { EventOf, HallEvent, TicketId } from '@hallcall/domain';
import { handle, type Handlers } from './by-type.ts';
import type { Ending, Turn } from './visitor.ts';

export type TurnRecorder = {
  readonly see: (at: number, event: HallEvent) => void;
  /** By stop, then by call; what was still open at `closedAt` was not over by then. */
  readonly of: (ticketId: TicketId, closedAt: number) => readonly (readonly Turn[])[];
};

type Open = {
  readonly calledAt: number;
  startedAt: number | null;
  missedAt: number | null;
  restoredAt: number | null;
  endedAt: number | null;
  ending: Ending | null;
};
type Stops = (Open[] | undefined)[];

/** Longer than any visit: it was not over when the day was. */
const slackMs = 10_000;
const completed: Ending = { kind: 'finish', outcome: 'completed', count: 1 };

export function createTurnRecorder(): TurnRecorder {
  const stopsByTicket = new Map<TicketId, Stops>();
  const turnsOf = (ticketId: TicketId, stop: number): Open[] => {
    const stops = stopsByTicket.get(ticketId) ?? [];
    stopsByTicket.set(ticketId, stops);
    return (stops[stop] ??= []);
  };
  return {
    see(at, event) {
      if (event.type === 'notice.issued') return end(turnsOf(event.ticketId, event.notice.stop).at(-1), at, billOf(event));
      if (!('stop' in event)) return;
      const turns = turnsOf(event.ticketId, event.stop);
      handle(recording, event, turns, turns.at(-1), at);
    },
    of: (ticketId, closedAt) => Array.from(stopsByTicket.get(ticketId) ?? [], (turns) => (turns ?? []).map((turn) => turnOf(turn, closedAt))),
  };
}

type Turns = [turns: Open[], last: Open | undefined, at: number];

const recording: Handlers<Turns> = {
  'ticket.called': begin,
  'stop.resumed': begin,
  'stop.started': (_, _turns, last, at) => void (last && (last.startedAt = at)),
  'stop.missed': (_, _turns, last, at) => void (last && (last.missedAt = at)),
  'stop.restored': (_, _turns, last, at) => void (last && (last.restoredAt = at)),
  'stop.finished': ({ outcome, count }, _, last, at) => end(last, at, { kind: 'finish', outcome, count }),
  'stop.held': ({ dueAt }, _, last, at) => end(last, at, { kind: 'hold', remindMs: dueAt === null ? null : dueAt - at, resumesAfterMs: null }),
  'stop.transferred': ({ queueId }, _, last, at) => end(last, at, { kind: 'transfer', queueId }),
  'action.undone': takeBack,
};

function begin(_: unknown, ...[turns, last, at]: Turns): void {
  if (last?.ending?.kind === 'hold') last.ending = { ...last.ending, resumesAfterMs: backAfter(last.ending.remindMs, at - (last.endedAt ?? at)) };
  turns.push({ calledAt: at, startedAt: null, missedAt: null, restoredAt: null, endedAt: null, ending: null });
}

/** Who was put aside with a reminder was back by then; the window called when it was free, or had called before. */
const backAfter = (remindMs: number | null, calledAfterMs: number): number => Math.min(remindMs ?? calledAfterMs, calledAfterMs);

function end(turn: Open | undefined, at: number, ending: Ending): void {
  if (turn) Object.assign(turn, { endedAt: at, ending });
}

const billOf = ({ notice: { lines, waiver, payee, code } }: EventOf<'notice.issued'>): Ending => ({ kind: 'bill', lines, waiver, payee, code });

/** As if the action had not been. */
function takeBack({ what }: EventOf<'action.undone'>, ...[turns, last]: Turns): void {
  if (what === 'call' || what === 'resume') turns.pop();
  else if (what === 'start' && last) last.startedAt = null;
  else if (what === 'miss' && last) last.missedAt = null;
  else if (last) Object.assign(last, { endedAt: null, ending: null });
}

function turnOf({ calledAt, startedAt, missedAt, restoredAt, endedAt, ending }: Open, closedAt: number): Turn {
  if (missedAt !== null) return { answersAfterMs: null, returnsAfterMs: restoredAt === null ? null : restoredAt - missedAt, servesMs: 0, ending: completed };
  const cameAt = startedAt ?? endedAt ?? closedAt + slackMs;
  return { answersAfterMs: cameAt - calledAt, returnsAfterMs: null, servesMs: (endedAt ?? Math.max(cameAt, closedAt) + slackMs) - cameAt, ending: ending ?? completed };
}
