import { at, callNext, clerkAt, finish, issue, kiosk, manager, momentOf, openHall, testConfig, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { Command, decide, type Context, type PastPass, type WindowId } from '../index.ts';
import { waitingView } from '../view/parts.ts';
import { windowView } from '../view/window-view.ts';

const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const w1 = clerkAt('w1');
const day = 86_400_000;
const named = { materials: ['licence', 'id-card'], other: '房产证复印件', note: null };
const lack = (n: number, missing: Record<string, unknown> = named, windowId = 'w1') => at('stop.finish', windowId, n, { outcome: 'materialsMissing', count: 1, caseRef: null, missing });

/** The first visitor is served at w1. */
function servingHall(options: Parameters<typeof openHall>[0] = {}): Scenario {
  const hall = openHall(options);
  hall.run(kiosk(), issue(1));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  return hall;
}

/** The first visitor was sent away for want of materials. */
function lackingHall(options: Parameters<typeof openHall>[0] = {}): Scenario {
  const hall = servingHall(options);
  hall.run(w1, lack(1));
  return hall;
}

const passOf = (hall: Scenario) => [...hall.state.passByCode.values()].at(-1);
const codeOf = (hall: Scenario) => passOf(hall)?.code ?? '';
const back = (hall: Scenario, n: number, more: Record<string, unknown> = {}) => issue(n, 'market-1', { pass: codeOf(hall), ...more });
/** As the hub's table keeps it over the change of the day. */
function nextDay(hall: Scenario, status: PastPass['status'] = 'open', days = 1): string {
  const pass = passOf(hall);
  if (!pass) throw new Error('no pass');
  hall.now += days * day;
  hall.run(manager, { type: 'day.open' });
  hall.pastPasses.set(pass.code, { ...pass, status });
  return pass.code;
}

test('[J7] what is missing stands in the log, with a pass that is good on the next opening days', () => {
  const hall = servingHall();
  const [finished] = hall.run(w1, lack(1, { ...named, materials: ['licence', 'licence'] }));
  expect(finished).toMatchObject({ type: 'stop.finished', missing: { ...named, materials: ['licence'], pass: { validUntil: '2026-01-10' } } });
  expect(passOf(hall)).toMatchObject({ ticketId: ticket(1), stop: 0, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], windowId: 'w1', date: '2026-01-05', isVoid: false });
  expect(codeOf(hall)).toMatch(/^\d{8}$/);
});

test('[J7] days on which the hall is closed do not count', () => {
  const hours = [{ from: '08:30', to: '12:00' }];
  const timetable = { kind: 'weekly', week: [hours, hours, hours, [], hours, [], []], special: { '2026-01-06': [] } };
  const until = (returnPassDays: number): string | undefined => {
    const config = testConfig({ timetable, policy: { ...testConfig().policy, returnPassDays } });
    return passOf(lackingHall({ config }))?.validUntil;
  };
  expect([1, 2, 3].map(until)).toEqual(['2026-01-07', '2026-01-09', '2026-01-12']);
});

test('[J7] where the hall has no further opening day the pass is good on the day itself', () => {
  const timetable = { kind: 'weekly', week: Array.from({ length: 7 }, () => []), special: { '2026-01-05': [{ from: '08:00', to: '18:00' }] } };
  const hall = lackingHall({ config: testConfig({ timetable }) });
  expect(passOf(hall)?.validUntil).toBe('2026-01-05');
  expect(hall.when(kiosk(), issue(2, 'market-1', { pass: codeOf(hall) })).kind).toBe('events');
});

test('[J7] a hall that gives no passes still says what is missing', () => {
  const hall = servingHall({ config: testConfigWithPolicy({ returnPassDays: 0 }) });
  expect(hall.run(w1, lack(1))).toMatchObject([{ missing: { ...named, pass: null } }]);
  expect(hall.state.passByCode.size).toBe(0);
});

test('[J7] nothing named, and materials missing by another outcome, make no sense', () => {
  const hall = servingHall();
  expect(() => hall.when(w1, lack(1, { materials: [], other: null, note: 'x' }))).toThrow('nothing is named');
  expect(() => hall.when(w1, { ...finish('w1', 1), missing: named })).toThrow('nothing is missing');
  expect(hall.run(w1, at('stop.finish', 'w1', 1, { outcome: 'materialsMissing', count: 1, caseRef: null }))[0]).not.toHaveProperty('missing');
});

test('[J7] a code that any pass ever had is drawn again', () => {
  const hall = servingHall();
  const drawn = (lots: string[], taken: string | null): string => {
    const ids = lots.values();
    const context: Context = {
      now: hall.now, upSince: 0, newId: () => ids.next().value ?? '', isAgent: () => true, masked: (text) => text, personKey: () => 'p' as never, config: hall.config, configVersion: 1, actor: w1,
      past: {
        ticket: () => null, isTaken: () => false, isClosed: () => false, numbered: () => null, pass: (code) => (code === taken ? ({} as PastPass) : null), booking: () => null, isBooked: () => false,
      },
    };
    const decision = decide(hall.state, Command.parse(lack(1)), context);
    const [event] = decision.kind === 'events' ? decision.events : [];
    return event?.type === 'stop.finished' ? (event.missing?.pass?.code ?? '') : '';
  };
  const first = drawn(['p', 'lot'], null);
  const second = drawn(['p', 'lot', 'other'], first);
  expect(second).not.toBe(first);
  expect(drawn(['p', 'other'], null)).toBe(second);
});

test('[J8] undo takes the pass back', () => {
  const hall = lackingHall();
  hall.run(w1, at('action.undo', 'w1', 1, { what: 'finish' }));
  expect(hall.when(kiosk(), back(hall, 2))).toEqual(no('pass.voided'));
  const code = codeOf(hall);
  hall.run(w1, lack(1));
  expect(codeOf(hall)).not.toBe(code);
  hall.run(kiosk(), back(hall, 2));
});

test('[J8] undo takes back the pass and the paper of that finish, of nobody else’s and of no other stop', () => {
  const w2 = clerkAt('w2');
  const hall = openHall({ config: testConfig({ windows: testConfig().windows.map((window) => ({ ...window, printer: 'kiosk-1' })) }) });
  hall.run(w2, { type: 'window.open', windowId: 'w2' });
  hall.run(kiosk(), issue(1));
  hall.run(w2, callNext('w2'));
  hall.run(w2, lack(1, named, 'w2'));
  // The second visitor waits in two queues, and something is missing in both.
  hall.run(kiosk(), issue(2, 'market-1', { items: [{ itemId: 'market-1', count: 1 }, { itemId: 'tax-1', count: 1 }] }));
  for (const _ of ['market', 'tax']) {
    hall.run(w2, callNext('w2'));
    hall.run(w2, lack(2, named, 'w2'));
  }
  const standing = () => [[...hall.state.passByCode.values()].map(({ isVoid }) => !isVoid), [...hall.state.slipByJob.values()].map(({ ticketId, slip }) => [ticketId, slip])];
  const papers = [[ticket(1), { kind: 'materials', stop: 0 }], [ticket(2), { kind: 'materials', stop: 0 }], [ticket(2), { kind: 'materials', stop: 1 }]];
  expect(standing()).toEqual([[true, true, true], papers]);
  hall.run(w2, at('action.undo', 'w2', 2, { what: 'finish' }));
  expect(standing()).toEqual([[true, true, false], papers.slice(0, 2)]);
});

test('[J8] what is told instead is a paper of its own, not a second copy', () => {
  const hall = servingHall({ config: testConfig({ windows: testConfig().windows.map((window) => ({ ...window, printer: 'kiosk-1' })) }) });
  hall.run(w1, lack(1));
  const [first] = hall.state.slipByJob.keys();
  hall.run(w1, at('action.undo', 'w1', 1, { what: 'finish' }));
  expect(hall.run(kiosk(), { type: 'slip.report', jobId: first, day: '2026-01-05', outcome: 'printed', at: hall.now })).toEqual([]);
  hall.run(w1, lack(1));
  expect([...hall.state.slipByJob.values()].map(({ copy, jobId }) => [copy, jobId === first])).toEqual([[0, false]]);
});

test('[J8] once somebody came back with it the finish stands', () => {
  const hall = lackingHall();
  hall.run(kiosk(), back(hall, 2));
  expect(hall.when(w1, at('action.undo', 'w1', 1, { what: 'finish' }))).toEqual(no('undo.changed'));
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(2), reason: 'manager' });
  hall.run(w1, at('action.undo', 'w1', 1, { what: 'finish' }));
  expect(hall.when(kiosk(), back(hall, 3))).toEqual(no('pass.voided'));
});

test('[J9] a number is taken for exactly the items of the pass, in the queue where the visitor stood', () => {
  const hall = lackingHall();
  expect(hall.when(kiosk(), issue(2, 'market-1', { pass: '00000000' }))).toEqual(no('pass.unknown'));
  const others = [[{ itemId: 'market-2', count: 1 }], [{ itemId: 'market-1', count: 2 }], [{ itemId: 'market-1', count: 1 }, { itemId: 'market-2', count: 1 }]];
  for (const items of others) expect(hall.when(kiosk(), back(hall, 2, { items }))).toEqual(no('pass.otherItems'));
  expect(hall.run(kiosk(), back(hall, 2))).toMatchObject([
    { type: 'ticket.issued', number: { prefix: 'A', n: 2 }, stops: [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }] }], pass: { ...named, windowId: 'w1', date: '2026-01-05' } },
  ]);
});

test('[J9] who was sent on comes back to that queue; where it is gone, to the queue of the items', () => {
  const hall = servingHall();
  hall.run(clerkAt('w3'), { type: 'window.open', windowId: 'w3' });
  hall.run(w1, at('stop.transfer', 'w1', 1, { to: { queueId: 'q-tax' }, reason: 'specialist' }));
  hall.run(clerkAt('w3'), callNext('w3'));
  hall.run(clerkAt('w3'), { ...lack(1), windowId: 'w3' });
  expect(hall.run(kiosk(), back(hall, 2))).toMatchObject([{ number: { prefix: 'F', n: 1 }, stops: [{ queueId: 'q-tax' }] }]);
  const code = nextDay(hall);
  const kept = hall.pastPasses.get(code);
  if (kept) hall.pastPasses.set(code, { ...kept, queueId: 'q-gone' as typeof kept.queueId });
  expect(hall.run(kiosk(), issue(3, 'market-1', { pass: code }))).toMatchObject([{ number: { prefix: 'A', n: 1 }, stops: [{ queueId: 'q-market' }] }]);
});

test('[J9] [J11] on the last day it is good, on the next it is not', () => {
  const hall = lackingHall();
  const code = nextDay(hall, 'open', 5);
  expect(hall.when(kiosk(), issue(2, 'market-1', { pass: code })).kind).toBe('events');
  nextDayAgain(hall);
  expect(hall.when(kiosk(), issue(2, 'market-1', { pass: code }))).toEqual(no('pass.expired', { validUntil: '2026-01-10' }));
});

function nextDayAgain(hall: Scenario): void {
  hall.now += day;
  hall.run(manager, { type: 'day.open' });
}

test('[J10] one pass, one ticket at a time', () => {
  const hall = lackingHall();
  hall.run(kiosk(), back(hall, 2));
  expect(hall.when(kiosk(), back(hall, 3))).toEqual(no('pass.used'));
  hall.run(w1, callNext('w1'));
  hall.run(w1, finish('w1', 2));
  expect(hall.when(kiosk(), back(hall, 3))).toEqual(no('pass.used'));
});

test('[J10] a ticket that was never served gives its pass back: cancelled, superseded, not come back to', () => {
  const hall = lackingHall();
  hall.run(kiosk(), back(hall, 2));
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(2), reason: 'visitor' });
  hall.run(kiosk(), back(hall, 3));
  expect(hall.when(kiosk(), back(hall, 4))).toEqual(no('pass.used'));
  hall.run(kiosk(), {
    type: 'ticket.issueOffline', ticketId: ticket(5), number: { prefix: 'A', n: 5000 }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh',
    day: '2026-01-05', issuedAt: hall.now, paper: 'none', instead: { commandId: ticket(99), ticketId: ticket(3) },
  });
  hall.run(kiosk(), back(hall, 6));
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(6), reason: 'visitor' });
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(5), reason: 'visitor' });
  hall.run(kiosk(), back(hall, 7));
  hall.run(w1, callNext('w1'));
  for (let call = 2; call <= 3; call += 1) {
    hall.now += 15_000;
    hall.run(w1, at('ticket.recall', 'w1', 7));
  }
  hall.now += 10_000;
  hall.run(w1, at('stop.miss', 'w1', 7));
  expect(hall.when(kiosk(), back(hall, 8))).toEqual(no('pass.used'));
  hall.pass(hall.config.policy.restoreWithinMs);
  hall.run(kiosk(), back(hall, 8));
});

test('[J10] a ticket that was served at one stop has used its pass, whatever becomes of the others', () => {
  const hall = lackingHall();
  hall.run(kiosk(), back(hall, 2));
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 2));
  hall.run(w1, at('stop.addItem', 'w1', 2, { itemId: 'tax-1', count: 1 }));
  hall.run(w1, finish('w1', 2));
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(2), reason: 'visitor' });
  expect(hall.state.ticketById.get(ticket(2))?.stops.map(({ life }) => life.status)).toEqual(['done', 'cancelled']);
  expect(hall.when(kiosk(), back(hall, 3))).toEqual(no('pass.used'));
});

test('[J10] the day’s close gives it back, and reopening takes it again', () => {
  const hall = lackingHall();
  hall.run(kiosk(), back(hall, 2));
  hall.run(manager, { type: 'day.close' });
  hall.run(manager, { type: 'day.open' });
  expect(hall.when(kiosk(), back(hall, 3))).toEqual(no('pass.used'));
});

test('[J11] passes of earlier days are looked up, with what became of them; none stays in memory', () => {
  for (const [status, code] of [['used', 'pass.used'], ['voided', 'pass.voided']] as const) {
    const hall = lackingHall();
    const pass = nextDay(hall, status);
    expect(hall.state.passByCode.size).toBe(0);
    expect(hall.when(kiosk(), issue(2, 'market-1', { pass }))).toEqual(no(code));
  }
  const hall = lackingHall();
  const pass = nextDay(hall);
  hall.run(kiosk(), issue(2, 'market-1', { pass }));
  expect(hall.when(kiosk(), issue(3, 'market-1', { pass }))).toEqual(no('pass.used'));
});

test('[O6] [O10] who comes back is preferred, within the row, and is promised no bound', () => {
  const hall = lackingHall();
  for (const n of [2, 3]) hall.run(kiosk(), issue(n));
  hall.now += 1_000;
  expect(hall.run(kiosk(), back(hall, 4))).not.toMatchObject([{ stops: [{ bound: expect.anything() }] }]);
  const [called] = hall.run(w1, callNext('w1'));
  expect(called).toMatchObject({ ticketId: ticket(4), why: 'preferred', passed: [ticket(2), ticket(3)], row: 1 });
});

test('[J9] [B4] the clerk sees at the call that the visitor came back, what was missing, and who asked for it', () => {
  const hall = lackingHall();
  const seen = () => windowView(hall.state, hall.config, 'w1' as WindowId, momentOf(hall)).active?.cameBack;
  hall.run(kiosk(), back(hall, 2));
  hall.run(kiosk(), issue(3));
  hall.run(w1, callNext('w1'));
  expect(seen()).toEqual({ ...named, windowId: 'w1', date: '2026-01-05' });
  hall.run(w1, at('stop.start', 'w1', 2));
  hall.run(w1, callNext('w1', ticket(2)));
  expect(seen()).toBeNull();
});

test('[J9] [B4] before the call, too, the clerk sees who comes with a return pass', () => {
  const hall = lackingHall();
  hall.run(kiosk(), back(hall, 2));
  hall.run(kiosk(), issue(3));
  const { next } = windowView(hall.state, hall.config, 'w1' as WindowId, momentOf(hall));
  expect(next.map(({ ticketId, hasPass }) => [ticketId, hasPass])).toEqual([[ticket(2), true], [ticket(3), undefined]]);
  expect([waitingView(hall.state, hall.config, { ticketId: ticket(9), stop: 0 }), waitingView(hall.state, hall.config, { ticketId: ticket(2), stop: 9 })]).toEqual([[], []]);
});

test('[J10] a number that nobody holds keeps no pass: taken again, it ends', () => {
  const hall = lackingHall();
  hall.run(kiosk(), back(hall, 2, { paper: 'pending' }));
  expect(hall.when(kiosk(), back(hall, 3))).toEqual(no('pass.used'));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(2), day: '2026-01-05', jobId: null, copy: 0, outcome: 'failed', at: hall.now });
  expect(hall.run(kiosk(), back(hall, 3))).toMatchObject([
    { type: 'ticket.cancelled', ticketId: ticket(2), reason: 'superseded' }, { type: 'ticket.issued', ticketId: ticket(3), supersedes: ticket(2) },
  ]);
  expect(hall.when(kiosk(), back(hall, 4))).toEqual(no('pass.used'));
});

test('[J10] a number told again after a restore keeps its pass', () => {
  const hall = lackingHall();
  const [issued] = hall.run(kiosk(), back(hall, 2));
  const pass = issued?.type === 'ticket.issued' ? issued.pass : undefined;
  // The restored hub knows the pass, and nothing of the number taken with it.
  const restored = lackingHall();
  restored.state.passByCode.set(codeOf(hall), { ...(passOf(hall) as NonNullable<ReturnType<typeof passOf>>) });
  restored.run(kiosk(), {
    type: 'ticket.issueOffline', ticketId: ticket(2), number: { prefix: 'A', n: 2 }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh',
    day: '2026-01-05', issuedAt: restored.now, paper: 'none', pass, instead: null,
  });
  expect(restored.when(kiosk(), { ...back(hall, 3) })).toEqual(no('pass.used'));
});

const tv = { role: 'display', deviceId: 'tv', boardId: 'main' } as never;
/** Calls whoever is next and marks them missed, as a screen proves. */
function missShown(hall: Scenario, n: number): void {
  hall.run(w1, callNext('w1'));
  hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls.at(-1)?.callId, zone: 'A', at: hall.now }] });
  hall.now += 60_000;
  hall.run(w1, at('stop.miss', 'w1', n));
}

test('[J10] [M10] a number that was missed for good gives its pass back at once, today and from an earlier day; one that may return does not', () => {
  const today = lackingHall({ config: testConfigWithPolicy({ missedMode: 'void', callsBeforeMissed: 1 }) });
  today.run(kiosk(), back(today, 2));
  missShown(today, 2);
  expect(today.run(kiosk(), back(today, 3))).toMatchObject([{ type: 'ticket.issued', ticketId: ticket(3) }]);
  expect(today.when(kiosk(), back(today, 4))).toEqual(no('pass.used'));

  const later = lackingHall({ config: testConfigWithPolicy({ restoresAllowed: 1, callsBeforeMissed: 1 }) });
  const code = nextDay(later);
  later.run(w1, { type: 'window.open', windowId: 'w1' });
  const again = (n: number) => issue(n, 'market-1', { pass: code });
  later.run(kiosk(), again(2));
  const asTableSays = later.pastPasses.get(code);
  if (asTableSays) later.pastPasses.set(code, { ...asTableSays, status: 'used' });
  missShown(later, 2);
  expect(later.when(kiosk(), again(3))).toEqual(no('pass.used'));
  later.run(w1, { type: 'ticket.restore', ticketId: ticket(2) });
  missShown(later, 2);
  expect(later.when(w1, { type: 'ticket.restore', ticketId: ticket(2) })).toEqual(no('restore.used', { restores: 1 }));
  expect(later.when(kiosk(), again(3)).kind).toBe('events');
});

test('[J10] a pass stays used where another step was served, or something still opens behind the missed one', () => {
  const config = testConfigWithPolicy({ missedMode: 'void', callsBeforeMissed: 1 });
  const hall = lackingHall({ config });
  hall.run(kiosk(), back(hall, 2));
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 2));
  hall.run(w1, at('stop.addItem', 'w1', 2, { itemId: 'tax-1', count: 1 }));
  hall.run(w1, at('stop.hold', 'w1', 2, { reason: 'copies', forMs: null }));
  hall.run(w1, at('stop.resume', 'w1', 2));
  hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls.at(-1)?.callId, zone: 'A', at: hall.now }] });
  hall.now += 60_000;
  hall.run(w1, at('stop.miss', 'w1', 2));
  expect(hall.when(kiosk(), back(hall, 3))).toEqual(no('pass.used'));

  const served = lackingHall({ config });
  served.run(kiosk(), back(served, 2));
  served.run(w1, callNext('w1'));
  served.run(w1, at('stop.start', 'w1', 2));
  served.run(w1, at('stop.addItem', 'w1', 2, { itemId: 'tax-1', count: 1 }));
  served.run(w1, finish('w1', 2));
  const w3 = clerkAt('w3');
  served.run(w3, { type: 'window.open', windowId: 'w3' });
  served.run(w3, callNext('w3'));
  served.run(tv, { type: 'call.acknowledge', shown: [{ callId: served.state.calls.at(-1)?.callId, zone: 'B', at: served.now }] });
  served.now += 60_000;
  served.run(w3, at('stop.miss', 'w3', 2));
  expect(served.state.ticketById.get(ticket(2))?.stops.map(({ life }) => life)).toMatchObject([{ status: 'done' }, { status: 'missed', proven: true }]);
  expect(served.when(kiosk(), back(served, 3))).toEqual(no('pass.used'));
});
