// Payment notices: written at a window, paid at the bank's, and the visitor back where the notice came from.
import { isBankWindow } from '../bank-window.ts';
import type { CommandOf } from '../command.ts';
import { labelOf } from '../config-index.ts';
import { accept, reject, type Actor, type Context, type Decision } from '../context.ts';
import type { HallEvent } from '../event.ts';
import { hasEnded } from '../evolve-parts.ts';
import { opened, openedBy, type Journey } from '../journey.ts';
import { lifeReopened } from '../life-reopened.ts';
import type { NoticeId } from '../ids.ts';
import type { Notice } from '../payment-schema.ts';
import { serviceDateAt } from '../service-day.ts';
import type { DeepReadonly, ReadonlyHall } from '../state.ts';
import { drawLot } from './lot.ts';
import { isFor } from './owes.ts';
import { slipFor } from './slip.ts';
import { activeFor } from './window-call.ts';

const dayMs = 86_400_000;
/** A hundred million yuan. */
const mostFen = 10_000_000_000;

type Issue = CommandOf<'notice.issue'>;
type OpenNotice = { readonly kind: 'notice'; readonly notice: DeepReadonly<Notice> } | Extract<Decision, { kind: 'rejection' }>;

/** Y1–Y3: the visitor goes to the bank and comes back to this window, at the same place. */
export function issueNotice(state: ReadonlyHall, command: Issue, context: Context): Decision {
  const at = activeFor(state, command, 'bill', context);
  if (at.kind === 'rejection') return at;
  const { payment } = context.config;
  if (!payment) return reject({ code: 'payment.none' });
  const { windowId, ticketId, lines, waiver, payee, code } = command;
  const unknown = lines.find(({ itemId }) => !context.config.items.some(({ id }) => id === itemId));
  if (unknown) return reject({ code: 'item.unknown', itemId: unknown.itemId });
  const charged = lines.reduce((sum, { fen, quantity }) => sum + fen * quantity, 0);
  const fen = charged - (waiver?.fen ?? 0);
  if (charged > mostFen) return reject({ code: 'notice.tooLarge', fen: mostFen });
  if (fen < 0) return reject({ code: 'notice.waiverTooLarge', fen: charged });
  if (fen === 0) return reject({ code: 'notice.nothingDue' });
  const { ticket, stop, duty } = at;
  // The context's ids have the form that the schema of NoticeId asks for.
  const noticeId = context.newId() as NoticeId;
  const notice: Notice = {
    noticeId, number: noticeNumber(state, context), ticketId, ticket: ticket.number, stop: stop.index, bankStop: ticket.stops.length,
    windowId, clerkId: duty.clerkId, lines, waiver, fen, payee, code, issuedAt: context.now, expiresAt: context.now + payment.expiresAfterDays * dayMs,
    config: context.configVersion, status: 'open', receipt: null,
  };
  return accept({ type: 'notice.issued', ticketId, windowId, queueId: payment.queue, notice }, ...slipFor(state, { windowId, ticketId, slip: { kind: 'payment', noticeId } }, context));
}

function noticeNumber(state: ReadonlyHall, context: Context): string {
  const date = serviceDateAt(context.config, context.now).replaceAll('-', '');
  const taken = new Set([...state.noticeById.values()].map(({ number }) => number));
  return `${date}-${drawLot(context, (digits) => taken.has(`${date}-${digits}`))}`;
}

/** Y4–Y6: only the bank says that it has the money; whoever still waits for the bank need not go there. */
export function confirmNotice(state: ReadonlyHall, { noticeId, receipt, paidBy }: CommandOf<'notice.confirm'>, { actor, now, config }: Context): Decision {
  if (actor.role !== 'clerk' || !actor.isBank || !isBankWindow(config, actor.windowId)) return reject({ code: 'notice.bankOnly' });
  if (isReplaced(state, actor)) return reject({ code: 'window.taken' });
  const open = openNotice(state, noticeId);
  if (open.kind !== 'notice') return open;
  const moved = backToWindow(state, open.notice, { windowId: actor.windowId, outcome: 'paid', now, config });
  if (!Array.isArray(moved)) return moved;
  // Last, so that nothing before it can be undone.
  return accept(...moved, { type: 'notice.paid', noticeId, receipt: { number: receipt, paidBy, clerkId: actor.clerkId, at: now } });
}

/** Y7: the window that wrote it, or a manager. */
export function voidNotice(state: ReadonlyHall, { noticeId, reason }: CommandOf<'notice.void'>, { actor, now, config }: Context): Decision {
  if (actor.role !== 'clerk' && actor.role !== 'manager') return reject({ code: 'command.notYours' });
  const open = openNotice(state, noticeId);
  if (open.kind !== 'notice') return open;
  if (actor.role === 'clerk' && actor.windowId !== open.notice.windowId) return reject({ code: 'command.notYours' });
  if (actor.role === 'clerk' && isReplaced(state, actor)) return reject({ code: 'window.taken' });
  const moved = backToWindow(state, open.notice, { windowId: null, outcome: 'voided', now, config });
  return Array.isArray(moved) ? accept({ type: 'notice.voided', noticeId, reason, clerkId: actor.clerkId }, ...moved) : moved;
}

/** W6: somebody else sits at that window now. While nobody does, and while the day is closed, notices are settled all the same. */
function isReplaced(state: ReadonlyHall, { windowId, clerkId }: Extract<Actor, { role: 'clerk' }>): boolean {
  return (state.windowById.get(windowId)?.clerkId ?? clerkId) !== clerkId;
}

/** Y8 */
export function expiredNotices(state: ReadonlyHall, { now }: Context): HallEvent[] {
  return [...state.noticeById.values()]
    .filter(({ status, expiresAt }) => status === 'open' && now >= expiresAt)
    .map(({ noticeId }): HallEvent => ({ type: 'notice.expired', noticeId }));
}

function openNotice(state: ReadonlyHall, noticeId: NoticeId): OpenNotice {
  const notice = state.noticeById.get(noticeId);
  if (!notice) return { kind: 'rejection', rejection: { code: 'notice.unknown' } };
  if (notice.status !== 'open') return { kind: 'rejection', rejection: { code: 'notice.notOpen', status: notice.status } };
  return { kind: 'notice', notice };
}

type Settled = { readonly windowId: string | null; readonly outcome: 'paid' | 'voided'; readonly now: number; readonly config: Context['config'] };

/** Ends the stop at the bank and opens the one that waited; nothing moves for a notice of an earlier day. */
function backToWindow(state: ReadonlyHall, notice: DeepReadonly<Notice>, { windowId, outcome, now, config }: Settled): HallEvent[] | Extract<Decision, { kind: 'rejection' }> {
  const { ticketId, bankStop } = notice;
  const ticket = state.ticketById.get(ticketId);
  const life = ticket?.stops[bankStop]?.life;
  if (!ticket || !life || !isFor(notice, ticket)) return [];
  const isAtWindow = life.status === 'called' || life.status === 'serving';
  if (isAtWindow && life.windowId !== windowId) return { kind: 'rejection', rejection: { code: 'ticket.elsewhere', windowId: life.windowId, label: labelOf(config, life.windowId) } };
  if (!isAtWindow || outcome !== 'paid') return withoutBank(ticket, notice, now);
  const ended: HallEvent = { type: 'stop.finished', ticketId, stop: bankStop, windowId: life.windowId, outcome: 'completed', count: 1, caseRef: null, startInferred: life.status === 'called' };
  return [ended, ...openedBy(ticket, bankStop, now)];
}

/** Nobody need go to the bank: the stop there is dropped, and the one that waited opens. */
function withoutBank(ticket: Journey, { stop: index, bankStop }: Pick<Notice, 'stop' | 'bankStop'>, now: number): HallEvent[] {
  const { ticketId, stops } = ticket;
  const isToGo = stops.some((bank) => bank.index === bankStop && !hasEnded(bank));
  if (isToGo) return [{ type: 'stop.dropped', ticketId, stop: bankStop }, ...openedBy(ticket, bankStop, now)];
  // Missed there for good, or sent on unpaid: whoever still waits for the money may come back.
  return stops.filter((stop) => stop.index === index && stop.life.status === 'blocked').map((stop) => opened(ticketId, stop, now));
}

/** Y9: what was settled while the day was closed moves nobody then; when the day is reopened the visitor is not sent to pay again. */
export function settledWhileClosed(state: ReadonlyHall, now: number): HallEvent[] {
  return [...state.noticeById.values()].flatMap((notice): HallEvent[] => {
    const ticket = state.ticketById.get(notice.ticketId);
    if (!ticket || (notice.status !== 'paid' && notice.status !== 'voided')) return [];
    const stops = ticket.stops.map((stop) => ({ ...stop, life: lifeReopened(stop.life) }));
    const stop = stops[notice.stop];
    // Waiting for this very notice: an earlier one of the same stop has led back already.
    return stop?.life.status === 'blocked' && stop.after.at(-1) === notice.bankStop ? withoutBank({ ticketId: ticket.ticketId, stops }, notice, now) : [];
  });
}
