// An action that was taken back leaves no trace: the records are what they were before it.
import type { EventOf } from '../event.ts';
import type { StopRecord, TicketRecord } from './records.ts';

/** Undoes the last thing that happened to `stop`; the log says what that was. */
export function takeBack(ticket: TicketRecord, stop: StopRecord, { what, queueId, reverted }: EventOf<'action.undone'>): void {
  const turn = stop.turns.at(-1);
  switch (what) {
    case 'call':
    case 'resume':
      stop.turns.pop();
      break;
    case 'start':
      if (turn) turn.startedAt = null;
      break;
    case 'finish':
    case 'miss':
    case 'hold':
    case 'transfer':
      if (turn) turn.left = null;
      stop.end = null;
      break;
  }
  stop.queueId = queueId;
  for (const index of reverted) waitAgain(ticket.stops[index]);
}

/** The undone finish had dropped or opened it. */
function waitAgain(stop: StopRecord | undefined): void {
  if (!stop) return;
  if (stop.end === null) stop.openings.pop();
  else stop.end = null;
}
