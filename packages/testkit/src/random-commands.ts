// Random but plausible commands: they name tickets and windows that may or may not be in the right state.
import fc from 'fast-check';
import type { Actor } from '@hallcall/domain';
import { bankClerkAt, board, clerkAt, hub, kiosk, manager, testId, ticket, type Scenario } from './scenario.ts';

/** One thing that somebody tries; `build` sees the hall, so that clicks and acknowledgements can be apt. */
export type Attempt = { readonly label: string; readonly run: (hall: Scenario) => readonly [Actor, Record<string, unknown>] };

const items = ['market-1', 'market-2', 'tax-1', 'bank-1'];
const queueOf: Record<string, readonly [string, string]> = {
  'market-1': ['q-market', 'A'], 'market-2': ['q-market', 'A'], 'tax-1': ['q-tax', 'F'], 'bank-1': ['q-bank', 'ZG'],
};
const windows = ['w1', 'w2', 'w3', 'w4'];
const outcomes = ['printed', 'sent', 'failed', 'unknown', 'shown'];

export const attempt = (label: string, run: Attempt['run']): Attempt => ({ label, run });
const window = fc.constantFrom(...windows);
const n = fc.integer({ min: 1, max: 40 });
const item = fc.constantFrom(...items);

/** The ticket at a window, or a wild guess. */
const activeOr = (hall: Scenario, windowId: string, guess: number): string =>
  [...hall.state.windowById.values()].find((state) => state.windowId === windowId)?.active?.ticketId ?? ticket(guess);

const atWindow = (type: string, more: Record<string, unknown> = {}) =>
  fc.tuple(window, n).map(([windowId, guess]) =>
    attempt(`${type} ${windowId}`, (hall) => [clerkAt(windowId), { type, windowId, ticketId: activeOr(hall, windowId, guess), ...more }]),
  );

const duty = (type: string, more: Record<string, unknown> = {}) =>
  window.map((windowId) => attempt(`${type} ${windowId}`, () => [clerkAt(windowId), { type, windowId, ...more }]));

const onTicket = (type: string, more: Record<string, unknown> = {}) =>
  n.map((id) => attempt(`${type} ${id}`, () => [manager, { type, ticketId: ticket(id), ...more }]));

const date = (hall: Scenario) => hall.state.day?.date ?? '2026-01-05';

export const issueAny = fc.tuple(n, item, fc.constantFrom('pending', 'none'), fc.constantFrom(1, 2)).map(([id, itemId, paper, device]) =>
  attempt(`issue ${id} ${itemId}`, () => [
    kiosk(device), { type: 'ticket.issue', ticketId: ticket(id), items: [{ itemId, count: 1 }], language: 'zh', paper },
  ]),
);

/** The number varies apart from the ticket, so that two tickets may claim the same one. */
const offlineNumber = fc.oneof(fc.integer({ min: 5000, max: 5008 }), fc.integer({ min: 1, max: 12 }));

const issueOffline = fc.tuple(n, item, fc.option(n, { nil: null }), fc.integer({ min: -1, max: 1 }), offlineNumber).map(([id, itemId, other, dayShift, count]) =>
  attempt(`offline ${id} ${itemId}`, (hall) => {
    const [queueId, prefix] = queueOf[itemId] ?? ['', ''];
    return [
      kiosk(1),
      {
        type: 'ticket.issueOffline', ticketId: ticket(id), number: { prefix, n: count }, queueId, items: [{ itemId, count: 1 }], language: 'zh',
        day: dayShift === 0 ? date(hall) : `2026-01-0${5 + dayShift}`, issuedAt: hall.now - 5000, paper: 'none',
        instead: other === null ? null : { commandId: testId('intent', other), ticketId: ticket(other) },
      },
    ];
  }),
);

const report = fc.tuple(n, fc.constantFrom(...outcomes), fc.integer({ min: 0, max: 2 })).map(([id, outcome, copy]) =>
  attempt(`paper ${id} ${outcome}`, (hall) => [
    kiosk(1), { type: 'paper.report', ticketId: ticket(id), day: date(hall), jobId: testId('job', copy), copy, outcome, at: hall.now },
  ]),
);

const reprint = fc.tuple(n, fc.integer({ min: 1, max: 2 })).map(([id, copy]) =>
  attempt(`reprint ${id}`, (hall) => [kiosk(1), { type: 'reprint.record', ticketId: ticket(id), day: date(hall), jobId: testId('job', copy), copy, at: hall.now }]),
);

export const callNextAt = fc.tuple(window, fc.boolean()).map(([windowId, isApt]) =>
  attempt(`next ${windowId}`, (hall) => {
    const active = [...hall.state.windowById.values()].find((state) => state.windowId === windowId)?.active?.ticketId ?? null;
    return [clerkAt(windowId), { type: 'window.callNext', windowId, active: isApt ? active : null }];
  }),
);

const acknowledge = fc.integer({ min: 1, max: 3 }).map((back) =>
  attempt('shown', (hall) => {
    const call = hall.state.calls.at(-back);
    return [board(), { type: 'call.acknowledge', shown: [{ callId: call?.callId ?? testId('none'), zone: call?.zone ?? 'A', at: hall.now }] }];
  }),
);

const speech = fc.integer({ min: 1, max: 3 }).map((back) =>
  attempt('spoken', (hall) => {
    const call = hall.state.calls.at(-back);
    const entry = { callId: call?.callId ?? testId('none'), zone: call?.zone ?? 'A', outcome: 'spoken', reason: null, at: hall.now };
    return [board(), { type: 'speech.report', speech: [entry] }];
  }),
);

const loud = fc.constantFrom<Record<string, unknown>>(
  { type: 'zone.mute', zone: 'A', isMuted: true }, { type: 'zone.mute', zone: 'A', isMuted: false },
  { type: 'emergency.begin', kind: 'evacuate' }, { type: 'emergency.end' },
).map((command) => attempt(String(command['type']), () => [manager, command]));

const wait = fc.constantFrom(1, 1000, 15_000, 61_000, 3_600_000, 86_400_000).map((ms) =>
  attempt(`wait ${ms}`, (hall) => {
    hall.now += ms;
    return [hub, { type: 'clock.tick' }];
  }),
);

const recovery = fc.constantFrom(
  attempt('raise', () => [hub, { type: 'epoch.raise', epoch: 2, reason: 'restored', agents: ['kiosk-1'] }]),
  attempt('agent report', (hall) => [kiosk(1), { type: 'agent.report', date: date(hall), highest: { A: 7 } }]),
);

const journeys = [
  [['q-market', []], ['q-tax', []]],
  [['q-market', []], ['q-bank', [0]], ['q-market', [1]]],
  [['q-tax', []], ['q-bank', []], ['q-market', [0, 1]]],
] as const;

/** A journey of several stops appears in the log, as later commands will make it. */
const journey = fc.tuple(n, fc.constantFrom(...journeys)).map(([id, stops]) =>
  attempt(`journey ${id}`, (hall) => {
    const number = { prefix: 'YA', n: id };
    if (hall.state.day && !hall.state.day.closed && !hall.state.ticketById.has(ticket(id)) && !hall.state.ticketIdByNumber.has(`YA${id}`)) {
      hall.given({
        type: 'ticket.issued', ticketId: ticket(id), number, language: 'zh', issuedAt: hall.now, placeAt: hall.now,
        stops: stops.map(([queueId, after]) => ({ queueId, items: [{ itemId: 'market-1', count: 1 }], after: [...after] })),
        paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
      });
    }
    return [hub, { type: 'clock.tick' }];
  }),
);

/** What is held at a window, or a wild guess. */
const resume = fc.tuple(window, n).map(([windowId, guess]) =>
  attempt(`resume ${windowId}`, (hall) => [clerkAt(windowId), { type: 'stop.resume', windowId, ticketId: [...hall.state.held][0] ?? ticket(guess) }]),
);

export const undoAt = window.map((windowId) =>
  attempt(`undo ${windowId}`, (hall) => {
    const last = [...hall.state.windowById.values()].find((state) => state.windowId === windowId)?.lastAction;
    return [clerkAt(windowId), { type: 'action.undo', windowId, ticketId: last?.ticketId ?? ticket(1), what: last?.what ?? 'call' }];
  }),
);

const targets = [{ queueId: 'q-market' }, { queueId: 'q-tax' }, { queueId: 'q-bank' }, { windowId: 'w1' }, { windowId: 'w2' }, { windowId: 'w3' }, { departmentId: 'bank' }];
const transfer = fc.constantFrom(...targets).chain((to) => atWindow('stop.transfer', { to, reason: 'other' }));
const addItem = item.chain((itemId) => atWindow('stop.addItem', { itemId, count: 1 }));
const hold = fc.constantFrom(null, 60_000).chain((forMs) => atWindow('stop.hold', { reason: 'copies', forMs }));

const bill = atWindow('notice.issue', { lines: [{ itemId: 'market-1', basis: 'x', fen: 500, quantity: 2 }], waiver: null, payee: 'x', code: null });

/** Some notice of the day, by the bank, by the window or by a manager. */
const settle = fc.tuple(fc.integer({ min: 0, max: 5 }), window, fc.constantFrom('confirm', 'void', 'manager')).map(([pick, windowId, how]) =>
  attempt(`notice ${how}`, (hall) => {
    const known = [...hall.state.noticeById.keys()];
    const noticeId = known[pick % Math.max(1, known.length)] ?? testId('none');
    if (how === 'confirm') return [bankClerkAt(windowId), { type: 'notice.confirm', noticeId, receipt: 'R1', paidBy: 'card' }];
    return [how === 'void' ? clerkAt(windowId) : manager, { type: 'notice.void', noticeId, reason: 'x' }];
  }),
);

const lacking = { materials: ['licence'], other: null, note: null };
/** Somebody is sent away for want of materials. */
export const lack = atWindow('stop.finish', { outcome: 'materialsMissing', count: 1, caseRef: null, missing: lacking });

/** Some pass of today, mostly for its own items. */
export const comeBack = fc.tuple(n, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4 })).map(([id, pick, other]) =>
  attempt(`come back ${id}`, (hall) => {
    const passes = [...hall.state.passByCode.values()];
    const pass = passes[pick % Math.max(1, passes.length)];
    const own = other === 0 || !pass ? [{ itemId: 'market-1', count: 1 }] : pass.items;
    return [kiosk(1), { type: 'ticket.issue', ticketId: ticket(id), items: own, language: 'zh', paper: 'none', pass: pass?.code ?? '00000000' }];
  }),
);

/** A paper of the window printed again, whoever's it is. */
export const orderSlip = fc.tuple(window, fc.integer({ min: 0, max: 3 }), n).map(([windowId, pick, job]) =>
  attempt(`slip ${windowId}`, (hall) => {
    const known = [...hall.state.slipByJob.values()];
    const { ticketId, slip } = known[pick % Math.max(1, known.length)] ?? { ticketId: ticket(job), slip: { kind: 'materials', stop: 0 } };
    return [clerkAt(windowId), { type: 'slip.order', windowId, jobId: testId('slip', job), ticketId, slip }];
  }),
);

export const reportSlip = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('printed', 'sent', 'failed', 'unknown'), fc.constantFrom(1, 2)).map(([pick, outcome, device]) =>
  attempt(`slip ${outcome}`, (hall) => {
    const known = [...hall.state.slipByJob.keys()];
    return [kiosk(device), { type: 'slip.report', jobId: known[pick % Math.max(1, known.length)] ?? testId('none'), day: date(hall), outcome, at: hall.now }];
  }),
);

/** A random attempt; ordinary hall work is far likelier than the rare commands. */
export const anyAttempt: fc.Arbitrary<Attempt> = fc.oneof(
  { weight: 12, arbitrary: issueAny },
  { weight: 5, arbitrary: issueOffline },
  { weight: 5, arbitrary: journey },
  { weight: 6, arbitrary: report },
  { weight: 2, arbitrary: reprint },
  { weight: 6, arbitrary: duty('window.open') },
  { weight: 14, arbitrary: callNextAt },
  { weight: 5, arbitrary: atWindow('stop.start') },
  { weight: 5, arbitrary: atWindow('stop.finish', { outcome: 'completed', count: 1, caseRef: null }) },
  { weight: 2, arbitrary: atWindow('stop.finish', { outcome: 'materialsMissing', count: 1, caseRef: null }) },
  { weight: 3, arbitrary: lack },
  { weight: 3, arbitrary: comeBack },
  { weight: 1, arbitrary: orderSlip },
  { weight: 2, arbitrary: reportSlip },
  { weight: 4, arbitrary: atWindow('ticket.recall') },
  { weight: 4, arbitrary: atWindow('stop.miss') },
  { weight: 3, arbitrary: hold },
  { weight: 3, arbitrary: resume },
  { weight: 3, arbitrary: transfer },
  { weight: 2, arbitrary: addItem },
  { weight: 2, arbitrary: bill },
  { weight: 2, arbitrary: settle },
  { weight: 3, arbitrary: undoAt },
  { weight: 3, arbitrary: onTicket('ticket.restore') },
  { weight: 2, arbitrary: onTicket('ticket.cancel', { reason: 'manager' }) },
  { weight: 2, arbitrary: onTicket('ticket.claim') },
  { weight: 1, arbitrary: onTicket('ticket.reprint', { jobId: testId('order', 1), deviceId: 'kiosk-2' }) },
  { weight: 1, arbitrary: duty('window.close') },
  { weight: 1, arbitrary: duty('window.pause', { reason: 'lunch' }) },
  { weight: 1, arbitrary: duty('window.resume') },
  { weight: 3, arbitrary: acknowledge },
  { weight: 3, arbitrary: speech },
  { weight: 1, arbitrary: loud },
  { weight: 3, arbitrary: wait },
  { weight: 1, arbitrary: recovery },
  { weight: 1, arbitrary: fc.constantFrom('day.close', 'day.open').map((type) => attempt(type, () => [manager, { type }])) },
);
