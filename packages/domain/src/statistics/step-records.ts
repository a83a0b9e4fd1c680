// A step of the clock takes no time (RULES.md, K2): what was recorded before it is told in the time after it.
import type { Records, Span, StopRecord } from './records.ts';

/** Moves every instant of the records by so many ms. Booked slots are dates, and stay. */
export function stepRecords({ tickets, windows }: Records, by: number): void {
  for (const ticket of tickets.values()) {
    ticket.issuedAt += by;
    for (const stop of ticket.stops) stepStop(stop, by);
  }
  for (const window of windows.values()) {
    window.lastAt += by;
    for (const span of [...window.open, ...window.paused]) stepSpan(span, by);
  }
}

function stepStop(stop: StopRecord, by: number): void {
  stop.openings.splice(0, Infinity, ...stop.openings.map((at) => at + by));
  if (stop.end?.kind === 'done') stop.end = { ...stop.end, at: stop.end.at + by };
  for (const turn of stop.turns) {
    turn.calledAt += by;
    if (turn.startedAt !== null) turn.startedAt += by;
    if (turn.left !== null) turn.left = { ...turn.left, at: turn.left.at + by };
  }
}

function stepSpan(span: Span, by: number): void {
  span.from += by;
  if (span.to !== null) span.to += by;
}
