// An action that was taken back leaves no trace: the records are what they were before it.
import type { EventOf } from '../event.ts';
import { idsOf, newestOf, type StopRecord, type TicketRecord } from './records.ts';

/** Undoes the last thing that happened to `stop`; the log says what that was. */
export function takeBack(ticket: TicketRecord, stop: StopRecord, { what, queueId, reverted, without }: EventOf<'action.undone'>): void {
  switch (what) {
    case 'call':
    case 'resume':
      stop.turns.pop();
      break;
    case 'start':
      for (const turn of newestOf(stop)) turn.startedAt = null;
      break;
    case 'finish':
    case 'miss':
    case 'hold':
    case 'transfer':
      for (const turn of newestOf(stop)) turn.left = null;
      stop.end = null;
      break;
    case 'addItem':
      if (without) for (const one of ticket.stops.slice(without.stop, without.stop + 1)) one.items = idsOf(without.items);
      break;
  }
  stop.queueId = queueId;
  for (const index of reverted) ticket.stops.slice(index, index + 1).forEach(waitAgain);
}

/** The undone finish had dropped or opened it. */
function waitAgain(stop: StopRecord): void {
  if (stop.end === null) stop.openings.pop();
  else stop.end = null;
}
