// Paper and record agree: what the agent learned of each copy, and second copies that a person asked for.
import type { CommandOf, PaperOutcome } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import { hasEnded, statusOf } from '../evolve-parts.ts';
import type { ServiceDate } from '../ids.ts';
import type { Paper, ReadonlyHall } from '../state.ts';
import { placeDay } from './fact-day.ts';
import { knownAs } from './entered.ts';

/** P1–P4: takes in an outcome; a later day's report waits, that of an earlier day's ticket is stored with its day. */
export function reportPaper(state: ReadonlyHall, command: CommandOf<'paper.report'>, context: Context): Decision {
  if (placeDay(state, command.day, context) === 'future') return { kind: 'fault', fault: { code: 'day.notOpen' } };
  const { jobId, copy, outcome } = command;
  const ticketId = knownAs(state, command.ticketId);
  const event = { type: 'paper.changed', ticketId, jobId, copy, outcome, at: Math.min(command.at, context.now) } as const;
  const ticket = state.ticketById.get(ticketId);
  if (!ticket) {
    const past = context.past.ticket(ticketId);
    return past ? accept({ ...event, ticketId: past.ticketId, paper: paperAfter(past.paper, outcome, copy), lateDay: past.day }) : reject({ code: 'ticket.unknown' });
  }
  const paper = paperAfter(ticket.paper, outcome, copy);
  const isOpenReprint = ticket.reprints.some((reprint) => reprint.jobId === jobId && reprint.outcome !== outcome);
  if (paper === ticket.paper && !isOpenReprint) return accept();
  return accept({ ...event, paper, ...lateIn(state) });
}

/** What a ticket's paper counts as after an outcome: a copy in somebody's hand is never taken back by a later fault. */
export function paperAfter(paper: Paper, outcome: PaperOutcome, copy: number): Paper {
  switch (outcome) {
    case 'printed':
      return 'printed';
    case 'sent':
      return paper === 'printed' ? paper : 'sent';
    case 'shown':
      return paper === 'printed' || paper === 'sent' ? paper : 'shown';
    case 'failed':
      return copy === 0 && (paper === 'pending' || paper === 'unknown') ? 'failed' : paper;
    case 'unknown':
      return copy === 0 && paper === 'pending' ? 'unknown' : paper;
  }
}

/** P5: a person at the kiosk asked for a second copy; the agent made it and says so. */
export function recordReprint(state: ReadonlyHall, command: CommandOf<'reprint.record'>, context: Context): Decision {
  if (context.actor.role !== 'agent') return reject({ code: 'command.notYours' });
  if (placeDay(state, command.day, context) === 'future') return { kind: 'fault', fault: { code: 'day.notOpen' } };
  const { jobId, copy } = command;
  const ticketId = knownAs(state, command.ticketId);
  const event = { type: 'reprint.requested', ticketId, jobId, copy, deviceId: context.actor.deviceId } as const;
  const ticket = state.ticketById.get(ticketId);
  if (!ticket) {
    const past = context.past.ticket(ticketId);
    return past ? accept({ ...event, ticketId: past.ticketId, lateDay: past.day }) : reject({ code: 'ticket.unknown' });
  }
  if (ticket.reprints.some((reprint) => reprint.jobId === jobId)) return accept();
  return accept({ ...event, ...lateIn(state) });
}

/** A ticket of the fold belongs to the fold's day, whatever day its sender's clock said. */
const lateIn = ({ day }: ReadonlyHall): { lateDay?: ServiceDate } => (day?.closed ? { lateDay: day.date } : {});

/** P6: the desk orders a second copy from an agent's printer; it is marked 补打. */
export function reprintTicket(state: ReadonlyHall, command: CommandOf<'ticket.reprint'>, context: Context): Decision {
  const ticket = state.ticketById.get(command.ticketId);
  if (!ticket) return reject({ code: 'ticket.unknown' });
  const live = ticket.stops.find((stop) => !hasEnded(stop));
  if (!live) return reject({ code: 'stop.wrongStatus', status: statusOf(ticket) });
  if (ticket.reprints.some((reprint) => reprint.jobId === command.jobId)) return accept();
  if (!context.isAgent(command.deviceId)) return reject({ code: 'printer.unknown', deviceId: command.deviceId });
  const copy = Math.max(0, ...ticket.reprints.map((reprint) => reprint.copy)) + 1;
  return accept({ type: 'reprint.requested', ticketId: ticket.ticketId, jobId: command.jobId, copy, deviceId: command.deviceId });
}

/** P7: somebody came to the desk with a number whose paper failed or is unknown: from now on it counts as held. */
export function claimTicket(state: ReadonlyHall, command: CommandOf<'ticket.claim'>, { now }: Context): Decision {
  const ticket = state.ticketById.get(command.ticketId);
  if (!ticket) return reject({ code: 'ticket.unknown' });
  const { paper, ticketId } = ticket;
  if (paper !== 'failed' && paper !== 'unknown' && paper !== 'pending') return reject({ code: 'ticket.paperNotFailed', paper });
  return accept({ type: 'paper.changed', ticketId, jobId: null, copy: 0, outcome: 'shown', paper: 'shown', at: now });
}
