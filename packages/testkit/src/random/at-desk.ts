// What the guide desk tries: numbers of its own, and those of a kiosk that was cut off and tells of them later.
import fc from 'fast-check';
import type { Ticket, WindowId } from '@hallcall/domain';
import { issue, kiosk, manager, testId, type Scenario } from '../scenario.ts';
import { attempt, guess, pick, ticketOf, windowWhere, type Guess } from './attempt.ts';
import { newTicket, queueOf } from './in-lobby.ts';

const item = fc.constantFrom('market-1', 'tax-1', 'bank-1');

export const issueAtDesk = fc.tuple(guess, item).map(([at, itemId]) =>
  attempt(`desk ${itemId}`, (hall) => {
    const { paper: _paper, ...wanted } = issue(1, itemId);
    const printer = at.nth % 2 === 0 ? { deviceId: 'kiosk-2', jobId: testId('print', at.nth) } : null;
    return [manager, { ...wanted, type: 'ticket.issueAtDesk', ticketId: newTicket(hall, at), printer, personClass: at.nth % 5 === 0 ? 'elder' : 'ordinary' }];
  }),
);

export const enter = fc.tuple(guess, item, fc.integer({ min: 5000, max: 5040 })).map(([at, itemId, n]) =>
  attempt(`enter ${itemId}`, (hall) => [
    manager, {
      type: 'ticket.enter', ticketId: newTicket(hall, at), number: { prefix: queueOf[itemId]?.[1], n }, items: [{ itemId, count: 1 }], language: 'zh', issuedAt: hall.now - at.nth * 1000,
    },
  ]),
);

const isEntered = ({ desk }: Ticket): boolean => desk?.isEntered === true;
const isLive = ({ stops }: Ticket): boolean => stops.some(({ life }) => life.status === 'waiting' || life.status === 'called');

/** The desk has mistyped the number of a kiosk. */
export const takeBack = guess.map((at) =>
  attempt('take back entered', (hall) => [manager, { type: 'ticket.cancel', ticketId: ticketOf([...hall.state.ticketById.values()].filter((one) => isEntered(one) && isLive(one)).map(({ ticketId }) => ticketId), at), reason: 'mistake' }]),
);

const entered = ({ state }: Scenario, { nth }: Guess): Ticket | undefined => pick([...state.ticketById.values()].filter(isEntered), nth);

/** The kiosk tells of a number that the desk may have entered before, by that ticket's id, now and then with another number, or by one of its own. */
export const tell = fc.tuple(guess, fc.boolean()).map(([at, isById]) =>
  attempt('tell entered', (hall) => {
    const ticket = entered(hall, at);
    const stop = ticket?.stops[0];
    const { prefix = 'A', n = 5041 } = ticket?.number ?? {};
    const isMistyped = isById && at.nth % 3 === 0;
    return [
      kiosk(1), {
        type: 'ticket.issueOffline', ticketId: isById && ticket ? ticket.ticketId : newTicket(hall, at), number: { prefix, n: isMistyped ? 5000 + at.nth : n }, queueId: stop?.queueId ?? 'q-market',
        items: stop?.items ?? [{ itemId: 'market-1', count: 1 }], language: 'zh', day: hall.state.day?.date ?? '2026-01-05', issuedAt: hall.now, paper: 'none', instead: null,
      },
    ];
  }),
);

const isOpen = ({ state }: Scenario, windowId: WindowId): boolean => Boolean(state.windowById.get(windowId)?.clerkId);
const isHelping = ({ state }: Scenario, windowId: WindowId): boolean => (state.windowById.get(windowId)?.help ?? null) !== null;

/** A window gets one more queue, now and then one that it must not have. */
export const help = fc.tuple(guess, fc.constantFrom('first', 'first', 'behind'), fc.constantFrom('q-market', 'q-tax')).map(([at, place, queueId]) =>
  attempt(`help ${queueId}`, (hall) => {
    const windowId = windowWhere((_, id) => isOpen(hall, id) && !hall.config.windows.some((window) => window.id === id && window.queues.some(({ queue }) => queue === queueId)))(hall, at);
    return [manager, { type: 'window.help', windowId, queueId: at.isWild ? 'q-bank' : queueId, place }];
  }),
);
export const endHelp = guess.map((at) => attempt('end help', (hall) => [manager, { type: 'window.endHelp', windowId: windowWhere(isHelping)(hall, at) }]));

/** A kiosk tells whom it could not help, now and then of another day. */
export const turnedAway = guess.map(({ nth, isWild }) =>
  attempt('turned away', (hall) => [
    kiosk(1), {
      type: 'visitors.turnedAway', day: isWild ? '2026-01-04' : (hall.state.day?.date ?? '2026-01-05'), from: hall.now - 30_000, to: hall.now,
      refusals: nth % 3 === 0 ? [] : [{ code: 'quota.full', itemId: 'tax-1', count: 1 + nth }], searches: [{ text: 'visa', count: 1 }],
    },
  ]),
);
