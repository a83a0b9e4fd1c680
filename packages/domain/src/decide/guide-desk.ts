// The guide desk gives numbers to people who cannot use a kiosk, and takes in those of a kiosk that is cut off (RULES.md, GD1–GD8).
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { HallEvent } from '../event.ts';
import { planJourney } from '../plan-journey.ts';
import { ticketsOf } from '../evolve-parts.ts';
import type { ReadonlyHall } from '../state.ts';
import { guideDesk, holdersOf, isMistaken, knownAs } from './entered.ts';
import { giveNumber, lastOnlineNumber, personOf } from './ticket-issue.ts';

/** GD1–GD3: a number by the kiosk's own rules; its paper comes from an agent's printer, or it is copied by hand. */
export function issueAtDesk(state: ReadonlyHall, command: CommandOf<'ticket.issueAtDesk'>, context: Context): Decision {
  const { actor, now } = context;
  if (actor.role !== 'manager') return reject({ code: 'command.notYours' });
  const { printer, overQuota, ticketId } = command;
  if (printer && !context.isAgent(printer.deviceId)) return reject({ code: 'printer.unknown', deviceId: printer.deviceId });
  const desk = { clerkId: actor.clerkId, overQuota: overQuota ?? null };
  const given = giveNumber(state, { ...command, paper: 'pending' }, { deviceId: guideDesk, desk }, context);
  if (given.kind !== 'events') return given;
  const paper: HallEvent = printer
    ? { type: 'ticket.printOrdered', ticketId, ...printer }
    : { type: 'paper.changed', ticketId, jobId: null, copy: 0, outcome: 'shown', paper: 'shown', at: now };
  return accept(...given.events, paper);
}

/** GD4, GD5, GD8: the paper is in somebody's hand already, so only what cannot be right is refused. */
export function enterTicket(state: ReadonlyHall, command: CommandOf<'ticket.enter'>, context: Context): Decision {
  const { actor, past, now, config } = context;
  if (actor.role !== 'manager') return reject({ code: 'command.notYours' });
  const { day } = state;
  if (!day || day.closed) return reject({ code: 'day.closed' });
  const { ticketId, number, language, items, chain } = command;
  const [own] = ticketsOf(state, [knownAs(state, ticketId)]);
  if (own ? !isMistaken(own) : past.ticket(ticketId)) return reject({ code: 'ticket.exists' });
  if (number.n <= lastOnlineNumber) return reject({ code: 'numbers.notOffline', n: number.n });
  const [holder] = holdersOf(state, number);
  if (holder ? !isMistaken(holder) : past.isTaken(day.date, number)) return reject({ code: 'numbers.taken', n: number.n });
  const plan = planJourney({ items, chain: chain ?? null }, config);
  if (plan.kind !== 'plan') return plan;
  if (plan.prefix !== number.prefix) return reject({ code: 'numbers.otherSeries', prefix: plan.prefix });
  const again = holder ?? own;
  const issuedAt = Math.min(now, Math.max(command.issuedAt, day.openedAt));
  return accept(
    {
      ...(again ? { type: 'ticket.revived' as const, as: ticketId } : { type: 'ticket.issued' as const }), ticketId: again?.ticketId ?? ticketId, number, language, issuedAt, placeAt: issuedAt, stops: [...plan.stops], paper: 'pending', device: guideDesk, offline: true,
      supersedes: null, ...(chain === undefined ? {} : { chain }), ...personOf(command), desk: { clerkId: actor.clerkId, isEntered: true },
    },
    { type: 'paper.changed', ticketId: again?.ticketId ?? ticketId, jobId: null, copy: 0, outcome: 'printed', paper: 'printed', at: now },
  );
}
