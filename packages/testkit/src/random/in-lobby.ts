// What visitors, kiosks and the guide desk try: numbers of every kind, their paper, leaving and coming back.
import fc from 'fast-check';
import type { TicketId } from '@hallcall/domain';
import { clerkAt, issue, kiosk, manager, testId, ticket, type Scenario } from '../scenario.ts';
import { attempt, guess, minute, pick, ticketOf, type Attempt, type Guess } from './attempt.ts';

export const queueOf: Record<string, readonly [string, string]> = {
  'market-1': ['q-market', 'A'], 'market-2': ['q-market', 'A'], 'tax-1': ['q-tax', 'F'], 'bank-1': ['q-bank', 'ZG'],
};
const item = fc.constantFrom('market-1', 'market-1', 'market-2', 'tax-1', 'tax-1', 'bank-1');
const date = (hall: Scenario) => hall.state.day?.date ?? '2026-01-05';
const idsAtHand = Array.from({ length: 400 }, (_, index) => ticket(index + 1));
const fresh = ({ state, pastTickets }: Scenario): TicketId | undefined => idsAtHand.find((id) => !state.ticketById.has(id) && !pastTickets.has(id));
/** A ticket id that nobody has, or the guessed one. */
export const newTicket = (hall: Scenario, { isWild, n }: Guess): TicketId => (isWild ? undefined : fresh(hall)) ?? ticket(n);

/** Mostly ordinary; some preferred by class, some with needs. */
const person = fc.record({
  personClass: fc.constantFrom('ordinary', 'ordinary', 'ordinary', 'elder', 'disabled', 'pregnant', 'military'),
  needs: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: fc.constantFrom(['sign'], ['wheelchair'], ['sign', 'wheelchair'], ['escort']) }),
});

export const anyIssue = fc.tuple(guess, item, fc.constantFrom('pending', 'none', 'none'), fc.constantFrom(1, 2), fc.option(person, { freq: 3, nil: {} })).map(([at, itemId, paper, device, more]) =>
  attempt(`issue ${itemId}`, (hall) => [kiosk(device), { ...issue(1, itemId, { paper, ...more }), ticketId: newTicket(hall, at) }]),
);

/** Booked from so many minutes from now on. */
export const booked = fc.tuple(guess, fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 30 })).map(([at, from, length]) =>
  attempt(`booked ${from}`, (hall) => [
    kiosk(), { ...issue(1, 'market-1', { booked: { from: hall.now + from * minute, to: hall.now + (from + length) * minute } }), ticketId: newTicket(hall, at) },
  ]),
);

const journeys = [
  { chain: 'line', items: ['tax-1', 'market-1', 'bank-1'] }, { chain: 'join', items: ['market-1', 'tax-1', 'bank-1', 'market-2'] },
  { chain: 'join', items: ['tax-1', 'bank-1', 'market-2'] }, { items: ['market-1', 'tax-1'] },
];

/** One number for several stops: in a line, joined, or side by side. */
export const journey = fc.tuple(guess, fc.constantFrom(...journeys)).map(([at, { items, ...chain }]) =>
  attempt(`journey ${chain.chain ?? 'side by side'}`, (hall) => [
    kiosk(), { ...issue(1), ticketId: newTicket(hall, at), items: items.map((itemId) => ({ itemId, count: 1 })), ...chain },
  ]),
);

/** The number varies apart from the ticket, so that two tickets may claim the same one. */
const offlineNumber = fc.oneof(fc.integer({ min: 5000, max: 5040 }), fc.integer({ min: 1, max: 12 }));

export const issueOffline = fc.tuple(guess, item, fc.option(guess, { freq: 2, nil: null }), fc.constantFrom(-1, 0, 0, 0, 0, 1), offlineNumber).map(([at, itemId, other, dayShift, count]) =>
  attempt(`offline ${itemId}`, (hall) => {
    const [queueId, prefix] = queueOf[itemId] ?? ['', ''];
    const old = other && ticketOf(hall.state.ticketById.keys(), other);
    return [
      kiosk(1),
      {
        type: 'ticket.issueOffline', ticketId: newTicket(hall, at), number: { prefix, n: count }, queueId, items: [{ itemId, count: 1 }], language: 'zh',
        day: dayShift === 0 ? date(hall) : `2026-01-0${5 + dayShift}`, issuedAt: hall.now - 5000, paper: 'none',
        instead: old === null ? null : { commandId: testId('intent', other?.n), ticketId: old },
      },
    ];
  }),
);

export const report = fc.tuple(guess, fc.constantFrom('printed', 'printed', 'sent', 'failed', 'unknown', 'shown'), fc.constantFrom(0, 0, 1, 2)).map(([at, outcome, copy]) =>
  attempt(`paper ${outcome}`, (hall) => [
    kiosk(1), {
      type: 'paper.report', ticketId: ticketOf(copy === 0 ? hall.state.pendingPaper : hall.state.openReprints, at), day: date(hall), jobId: testId('job', copy), copy, outcome, at: hall.now,
    },
  ]),
);

const onTicket = (type: string, those: (hall: Scenario) => Iterable<TicketId>, more: Record<string, unknown> = {}): fc.Arbitrary<Attempt> =>
  guess.map((at) => attempt(type, (hall) => [manager, { type, ticketId: ticketOf(those(hall), at), ...more }]));

const everybody = ({ state }: Scenario) => state.ticketById.keys();
export const reprint = fc.tuple(guess, fc.integer({ min: 1, max: 2 })).map(([at, copy]) =>
  attempt('reprint.record', (hall) => [
    kiosk(1), { type: 'reprint.record', ticketId: ticketOf(everybody(hall), at), day: date(hall), jobId: testId('job', copy), copy, at: hall.now },
  ]),
);
export const orderReprint = onTicket('ticket.reprint', everybody, { jobId: testId('order', 1), deviceId: 'kiosk-2' });
export const claim = onTicket('ticket.claim', ({ state }) => state.troubledPaper);
export const cancel = onTicket('ticket.cancel', everybody, { reason: 'manager' });
export const urgent = onTicket('ticket.makeUrgent', ({ state }) => [...state.waiting.values()].flat().map(({ ticketId }) => ticketId), { reason: 'unwell' });

/** By the desk, and by a clerk whom the hall allows only so many. */
export const restore = fc.tuple(guess, fc.boolean()).map(([at, isManager]) =>
  attempt('ticket.restore', (hall) => [isManager ? manager : clerkAt(at.windowId), { type: 'ticket.restore', ticketId: ticketOf(hall.state.missed, at) }]),
);

/** Some call of the newest ones. */
export const newest = (hall: Scenario, { nth, isWild }: Guess) => {
  const call = pick(hall.state.calls.slice(-4), nth);
  return { callId: call?.callId ?? testId('none'), zone: isWild ? 'B' : (call?.zone ?? 'A'), at: hall.now };
};
