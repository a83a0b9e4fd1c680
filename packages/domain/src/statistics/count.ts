// Goes through the records of a day and counts each thing where, and in the hour in which, it belongs.
import type { WindowId } from '../ids.ts';
import { eachHour, type HourOf } from './hour-of.ts';
import type { Span, StopRecord, TicketRecord, Turn, WindowRecord } from './records.ts';
import type { Book, Tally, Where } from './tally.ts';

export type Counting = {
  readonly book: Pick<Book, 'at'>;
  readonly hourOf: HourOf;
  /** How early before and how late after a booked slot a call still keeps it, ms. */
  readonly toleranceMs: number;
  /** Until when what goes on is counted, epoch ms. */
  readonly until: number;
  /** When time at that window ends at the latest, epoch ms. */
  readonly endOf: (windowId: WindowId) => number;
};

/** A number that another one took the place of was nobody's: nothing of it counts. */
export function countTicket({ issuedAt, queueId, items, booked, stops, isSuperseded }: TicketRecord, counting: Counting): void {
  if (isSuperseded) return;
  add(counting, { queueId, items, windowId: null, hour: counting.hourOf(issuedAt) }, (tally) => {
    tally.issued += 1;
    if (stops.some(isGivenUp)) tally.ticketsAbandoned += 1;
    if (booked === null) return;
    tally.booked += 1;
    if (stops.some(({ turns }) => turns.some((turn) => isKept(turn, booked, counting.toleranceMs)))) tally.kept += 1;
  });
  for (const stop of stops) countStop(stop, issuedAt, counting);
}

const isKept = ({ why, calledAt }: Turn, { from, to }: { readonly from: number; readonly to: number }, toleranceMs: number): boolean =>
  why !== null && calledAt >= from - toleranceMs && calledAt <= to + toleranceMs;

const isGivenUp = ({ openings, end }: StopRecord): boolean => openings.length > 0 && end?.kind === 'abandoned';

function countStop(stop: StopRecord, issuedAt: number, counting: Counting): void {
  const { queueId, items, openings: [began], turns: [firstTurn], end } = stop;
  if (began !== undefined) {
    add(counting, { queueId, items, windowId: null, hour: counting.hourOf(began) }, (tally) => {
      tally.arrived += 1;
      if (isGivenUp(stop)) tally.abandoned += 1;
    });
  }
  if (stop.estimateMs !== null) countEstimate(stop, { ms: stop.estimateMs, at: issuedAt }, counting);
  if (firstTurn && began !== undefined) {
    const wait = Math.max(0, firstTurn.calledAt - began);
    add(counting, whereOf(firstTurn, items, counting), (tally) => void tally.waits.push(wait));
  }
  for (const turn of stop.turns) countTurn(turn, items, counting);
  if (end?.kind === 'done') countDone(stop, end, counting);
}

const whereOf = ({ queueId, windowId, calledAt }: Turn, items: Where['items'], { hourOf }: Counting): Where => ({ queueId, windowId, items, hour: hourOf(calledAt) });

/** Told with the number, so in the hour of the issue; scored at the first call. */
function countEstimate({ queueId, items, openings: [began], turns: [first], end }: StopRecord, told: { readonly ms: number; readonly at: number }, counting: Counting): void {
  add(counting, { queueId: first?.queueId ?? queueId, windowId: null, items, hour: counting.hourOf(told.at) }, (tally) => {
    tally.told += 1;
    if (first && began !== undefined) tally.errors.push(Math.max(0, first.calledAt - began) - told.ms);
    else if (end !== null) tally.neverCalled += 1;
  });
}

function countTurn(turn: Turn, items: Where['items'], counting: Counting): void {
  const { why, recalls, left, passed, startedAt, windowId, queueId } = turn;
  add(counting, whereOf(turn, items, counting), (tally) => {
    tally.turns += 1;
    tally.recalls += recalls;
    tally.overtaken += passed;
    if (why !== null) tally.calls[why] += 1;
    if (recalls > 0) tally.recalled += 1;
    if (left?.how === 'missed') tally.missed += 1;
    if (left?.how === 'sent') tally.transfers += 1;
  });
  if (startedAt === null) return;
  countSpan({ from: startedAt, to: left?.at ?? null }, { queueId, windowId, items, counting, add: (tally, ms) => void (tally.servingMs += ms) });
}

function countDone({ queueId, items, turns }: StopRecord, { at, windowId, outcome, pieces, startInferred }: Extract<StopRecord['end'], { kind: 'done' }>, counting: Counting): void {
  const served = turns.reduce((sum, turn) => (turn.windowId === windowId && turn.startedAt !== null && turn.left ? sum + Math.max(0, turn.left.at - turn.startedAt) : sum), 0);
  add(counting, { queueId, windowId, items, hour: counting.hourOf(at) }, (tally) => {
    tally.outcomes[outcome].stops += 1;
    tally.outcomes[outcome].pieces += pieces;
    if (startInferred) tally.startsInferred += 1;
    else tally.services.push(served);
  });
}

/** Time at the window open and in a break; a break at an unattended window is none. */
export function countDuty(windowId: WindowId, { open, paused }: WindowRecord, counting: Counting): void {
  for (const span of open) countSpan(span, { queueId: null, windowId, items: [], counting, add: (tally, ms) => void (tally.openMs += ms) });
  for (const span of paused) countSpan(span, { queueId: null, windowId, items: [], counting, add: (tally, ms) => void (tally.pausedMs += ms) });
}

type Counted = Pick<Where, 'queueId' | 'items'> & { readonly windowId: WindowId; readonly counting: Counting; readonly add: (tally: Tally, ms: number) => void };

function countSpan({ from, to }: Span, { queueId, windowId, items, counting, add: addTo }: Counted): void {
  eachHour(from, Math.min(to ?? counting.until, counting.endOf(windowId)), counting.hourOf, (hour, ms) => add(counting, { queueId, windowId, items, hour }, (tally) => addTo(tally, ms)));
}

function add({ book }: Counting, where: Where, change: (tally: Tally) => void): void {
  for (const tally of book.at(where)) change(tally);
}
