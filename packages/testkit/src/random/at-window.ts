// What clerks try at their windows: calls, visits, everything that becomes of them, and taking it back.
import fc from 'fast-check';
import { ClerkId, type WindowId } from '@hallcall/domain';
import { bankClerkAt, clerkAt, manager, testId, ticket, type Scenario } from '../scenario.ts';
import { activeAt, attempt, guess, pick, stopAt, ticketOf, windowWhere, windowIds, withVisitor, type Attempt, type Guess } from './attempt.ts';

const isOpen = ({ state }: Scenario, windowId: WindowId): boolean => Boolean(state.windowById.get(windowId)?.clerkId);

/** At a window whose visitor has one of these statuses. */
export const atVisitor = (type: string, statuses: readonly string[], more: Record<string, unknown> = {}): fc.Arbitrary<Attempt> =>
  guess.map((at) => attempt(type, (hall) => {
    const { windowId, ticketId } = withVisitor(hall, statuses, at);
    return [clerkAt(windowId), { type, windowId, ticketId, ...more }];
  }));

/** Where nobody could be called at all, the day or a window is opened first. */
function opensFirst(hall: Scenario, { isWild, windowId }: Guess): ReturnType<Attempt['run']> | null {
  if (isWild) return null;
  if (hall.state.day?.closed) return [manager, { type: 'day.open' }];
  return windowIds.some((id) => isOpen(hall, id)) ? null : [clerkAt(windowId), { type: 'window.open', windowId }];
}

/** By a window that is not in the middle of a call; a wild one names a visitor who is not there. */
export const callNext = guess.map((at) =>
  attempt('window.callNext', (hall) => {
    const first = opensFirst(hall, at);
    if (first) return first;
    const windowId = windowWhere((_, id) => isOpen(hall, id) && stopAt(hall, id)?.life.status !== 'called')(hall, at);
    return [clerkAt(windowId), { type: 'window.callNext', windowId, active: at.isWild ? null : activeAt(hall, windowId) }];
  }),
);

export const start = atVisitor('stop.start', ['called']);
export const finish = fc.constantFrom('completed', 'completed', 'accepted', 'materialsMissing', 'refused').chain((outcome) =>
  atVisitor('stop.finish', ['called', 'serving', 'serving'], { outcome, count: 1, caseRef: null }));

const callsAt = (hall: Scenario, windowId: WindowId): number => {
  const life = stopAt(hall, windowId)?.life;
  return life?.status === 'called' ? life.calls.length : 0;
};

/** The visitor is called again until the hall allows a no-show; time goes on in between. */
export const missOrRecall = guess.map((at) =>
  attempt('miss or recall', (hall) => {
    const { windowId, ticketId } = withVisitor(hall, ['called'], at);
    hall.now += at.nth % 5 === 0 ? 1 : hall.config.policy.callSpacingMs;
    const isEnough = callsAt(hall, windowId) >= hall.config.policy.callsBeforeMissed;
    return [clerkAt(windowId), { type: isEnough !== at.isWild ? 'stop.miss' : 'ticket.recall', windowId, ticketId }];
  }),
);

export const hold = fc.constantFrom(null, 60_000).chain((forMs) => atVisitor('stop.hold', ['called', 'serving'], { reason: 'copies', forMs }));
export const resume = guess.map((at) =>
  attempt('stop.resume', (hall) => {
    const ticketId = ticketOf(hall.state.held, at);
    const life = hall.state.ticketById.get(ticketId)?.stops.find((stop) => stop.life.status === 'held')?.life;
    const windowId = life?.status === 'held' && !at.isWild ? life.windowId : at.windowId;
    return [clerkAt(windowId), { type: 'stop.resume', windowId, ticketId }];
  }),
);

const targets = [{ queueId: 'q-market' }, { queueId: 'q-tax' }, { queueId: 'q-bank' }, { windowId: 'w1' }, { windowId: 'w2' }, { windowId: 'w3' }, { departmentId: 'bank' }];
export const transfer = fc.constantFrom(...targets).chain((to) => atVisitor('stop.transfer', ['called', 'serving'], { to, reason: 'other' }));

const alone = { 'q-market': 'w1', 'q-tax': 'w3', 'q-bank': 'w4' } as const;
/** Where the visitor of a window waits, too. */
const alsoIn = (hall: Scenario, windowId: WindowId) => {
  const stops = hall.state.ticketById.get(activeAt(hall, windowId) ?? ticket(0))?.stops ?? [];
  return stops.find(({ life, queueId }) => life.status === 'waiting' && queueId !== stopAt(hall, windowId)?.queueId)?.queueId;
};
/** Sent on to where the same visitor waits anyway, for anybody or for the window that serves it first: one ticket stands in a queue twice. */
export const gather = guess.map((at) =>
  attempt('gather', (hall) => {
    const windowId = windowWhere((_, id) => alsoIn(hall, id) !== undefined)(hall, at);
    const queueId = alsoIn(hall, windowId) ?? 'q-tax';
    const to = at.nth % 3 === 0 ? { queueId } : { windowId: alone[queueId as keyof typeof alone] };
    return [clerkAt(windowId), { type: 'stop.transfer', windowId, ticketId: activeAt(hall, windowId) ?? ticket(at.n), to, reason: 'other' }];
  }),
);
export const addItem = fc.constantFrom('market-1', 'market-2', 'tax-1', 'bank-1').chain((itemId) => atVisitor('stop.addItem', ['serving'], { itemId, count: 1 }));

const lastOf = ({ state }: Scenario, windowId: WindowId) => state.windowById.get(windowId)?.lastAction ?? null;
export const undo = guess.map((at) =>
  attempt('action.undo', (hall) => {
    const windowId = windowWhere((_, id) => lastOf(hall, id) !== null)(hall, at);
    const last = lastOf(hall, windowId);
    return [clerkAt(windowId), { type: 'action.undo', windowId, ticketId: last?.ticketId ?? ticket(1), what: last?.what ?? 'call' }];
  }),
);

export const bill = atVisitor('notice.issue', ['serving'], { lines: [{ itemId: 'market-1', basis: 'x', fen: 500, quantity: 2 }], waiver: null, payee: 'x', code: null });

/** An open notice as a rule: confirmed where the visitor stands at the bank, voided by its window or by a manager. */
export const settle = fc.tuple(guess, fc.constantFrom('confirm', 'confirm', 'void', 'manager')).map(([at, how]) =>
  attempt(`notice ${how}`, (hall) => {
    const notices = [...hall.state.noticeById.values()];
    const notice = pick(at.isWild ? notices : notices.filter(({ status }) => status === 'open'), at.nth);
    const noticeId = notice?.noticeId ?? testId('none');
    const bank = notice && !at.isWild ? (hall.state.ticketById.get(notice.ticketId)?.activeAt ?? at.windowId) : at.windowId;
    if (how === 'confirm') return [bankClerkAt(bank), { type: 'notice.confirm', noticeId, receipt: 'R1', paidBy: 'card' }];
    return [how === 'manager' ? manager : clerkAt(at.isWild ? at.windowId : (notice?.windowId ?? at.windowId)), { type: 'notice.void', noticeId, reason: 'x' }];
  }),
);

/** Somebody who waits is called out of order; nearer ones only where chance has it. */
export const choose = fc.tuple(guess, fc.boolean()).map(([at, isManager]) =>
  attempt('window.callNumber', (hall) => {
    const windowId = windowWhere((_, id) => isOpen(hall, id) && stopAt(hall, id)?.life.status !== 'called')(hall, at);
    const queues = hall.config.windows.find(({ id }) => id === windowId)?.queues ?? [];
    const waiting = queues.flatMap(({ queue }) => hall.state.waiting.get(queue) ?? []).map(({ ticketId }) => ticketId);
    return [
      isManager ? manager : clerkAt(windowId),
      { type: 'window.callNumber', windowId, active: activeAt(hall, windowId), ticketId: ticketOf(waiting, at), reason: 'returned', note: null },
    ];
  }),
);

/** The whole course of a visit, so that many calls happen in a short sequence. */
export const serve = guess.map((at) =>
  attempt('serve', (hall) => {
    const first = opensFirst(hall, at);
    if (first) return first;
    const windowId = windowWhere(isOpen)(hall, at);
    const ticketId = activeAt(hall, windowId);
    if (stopAt(hall, windowId)?.life.status === 'called') return [clerkAt(windowId), { type: 'stop.start', windowId, ticketId }];
    return [clerkAt(windowId), { type: 'window.callNext', windowId, active: ticketId }];
  }),
);

const duty = (type: string, isApt: Parameters<typeof windowWhere>[0], more: Record<string, unknown> = {}): fc.Arbitrary<Attempt> =>
  guess.map((at) => attempt(type, (hall) => {
    const windowId = windowWhere(isApt)(hall, at);
    return [clerkAt(windowId), { type, windowId, ...more }];
  }));

const isIdle = (hall: Scenario, id: WindowId): boolean => isOpen(hall, id) && activeAt(hall, id) === null;
const isPaused = ({ state }: Scenario, id: WindowId): boolean => (state.windowById.get(id)?.pause ?? null) !== null;
export const openWindow = duty('window.open', (hall, id) => !isOpen(hall, id));
const ownAt = (id: WindowId): ClerkId => ClerkId.parse(`clerk-${id}`);

/** The window's own clerk comes back, or the clerk of another one sits down there, leaving that one. */
export const takeOver = guess.map((at) => attempt('window.takeOver', (hall) => {
  const windowId = windowWhere(isOpen)(hall, at);
  const sittingAt = (id: WindowId): string | null => hall.state.windowById.get(id)?.clerkId ?? null;
  const clerkId = ownAt(sittingAt(windowId) === ownAt(windowId) ? (pick(windowIds, at.nth) ?? windowId) : windowId);
  const leaving = windowIds.find((id) => id !== windowId && sittingAt(id) === clerkId) ?? null;
  return [{ role: 'clerk', clerkId, windowId, isBank: false }, { type: 'window.takeOver', windowId, from: at.isWild ? null : sittingAt(windowId), leaving }];
}));
export const closeWindow = duty('window.close', isIdle);
export const pauseWindow = duty('window.pause', isIdle, { reason: 'lunch' });
export const resumeWindow = duty('window.resume', isPaused);
