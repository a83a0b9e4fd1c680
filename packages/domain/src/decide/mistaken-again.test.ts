import { callNext, clerkAt, finish, hub, issue, kiosk, manager, monday9, openHall, testConfig, testConfigWithPolicy, ticket, at, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const minute = 60_000;
const day = '2026-01-05';
const items = (...ids: string[]) => ({ items: ids.map((itemId) => ({ itemId, count: 1 })) });
const enter = (n: number, number: number, more: Record<string, unknown> = {}) => ({
  type: 'ticket.enter', ticketId: ticket(n), number: { prefix: 'A', n: number }, ...items('market-1'), language: 'en', issuedAt: monday9, ...more,
});
const fact = (n: number, number: number, more: Record<string, unknown> = {}) => ({
  type: 'ticket.issueOffline', ticketId: ticket(n), number: { prefix: 'A', n: number }, queueId: 'q-market', ...items('market-1'), language: 'zh', day, issuedAt: monday9, paper: 'none', instead: null, ...more,
});
const cancel = (n: number, reason = 'mistake') => ({ type: 'ticket.cancel', ticketId: ticket(n), reason });
const of = (hall: Scenario, n: number) => hall.state.ticketById.get(ticket(n));
const nothing = { kind: 'events', events: [] };
const w1 = clerkAt('w1');
const numbers = ({ state }: Scenario) => [...state.ticketById.values()].filter(({ stops }) => stops.some(({ life }) => life.status === 'waiting')).map(({ number }) => number.n);

test('[GD8] a paper of today, under whose code a mistake stood on an earlier day, waits today', () => {
  const hall = openHall();
  for (const n of [1, 2]) hall.run(manager, enter(n, 5003 + n));
  hall.run(manager, cancel(1));
  hall.pass(24 * 60 * minute);
  const today = { day: '2026-01-06', issuedAt: hall.now };
  expect(hall.run(kiosk(), fact(1, 5003, today))).toMatchObject([{ type: 'ticket.issued', number: { n: 5003 } }, { type: 'ticket.recognized', as: ticket(1), deviceId: 'kiosk-1' }]);
  expect([numbers(hall), hall.when(kiosk(), fact(1, 5003, today)), hall.when(kiosk(), fact(2, 5005, today))]).toEqual([[5003], nothing, nothing]);
  hall.pass(24 * 60 * minute);
  expect([hall.when(kiosk(), fact(1, 5003, today)), hall.state.ticketById.size]).toEqual([nothing, 0]);
});

test('[GD8] and one of an earlier day is stored with that', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004));
  hall.run(manager, cancel(1));
  hall.pass(48 * 60 * minute);
  expect(hall.run(kiosk(), fact(1, 5003, { day: '2026-01-06' }))).toMatchObject([{ type: 'ticket.issued', lateDay: '2026-01-06' }, { type: 'ticket.abandoned', lateDay: '2026-01-06' }, { type: 'ticket.recognized', as: ticket(1), lateDay: '2026-01-06' }]);
  expect(hall.when(kiosk(), fact(1, 5003, { day: '2026-01-06' }))).toEqual(nothing);
});

const step = (id: string, itemId: string, ...after: string[]) => ({ id, items: [itemId], after });
const line = { id: 'line', name: { zh: '链', en: 'line' }, stops: [step('a', 'market-1'), step('b', 'tax-1', 'a'), step('c', 'bank-1')] };

test('[GD8] one of which a stop was given up for a no-show is a mistake as a whole, and hides nobody', () => {
  const hall = openHall({ config: { ...testConfigWithPolicy({ callsBeforeMissed: 1, missAfterMs: 0, restoreWithinMs: minute }), chains: testConfig({ chains: [line] }).chains } });
  hall.run(manager, enter(1, 5004, { ...items('market-1', 'tax-1', 'bank-1'), chain: 'line' }));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 1));
  hall.pass(minute);
  hall.run(manager, cancel(1));
  expect(of(hall, 1)?.stops.map(({ life }) => life.status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(hall.run(kiosk(), fact(8, 5004))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(1), as: ticket(8) }]);
  expect(numbers(hall)).toEqual([5004]);
});

test('[GD8] the paper under whose code the mistake stood waits in the day in which the desk took it in, whatever date its kiosk says', () => {
  for (const said of ['2026-01-04', '2026-01-06']) {
    const hall = openHall();
    hall.run(manager, enter(1, 5004));
    hall.run(manager, cancel(1));
    expect(hall.run(kiosk(), fact(1, 5003, { day: said }))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(1), number: { n: 5003 } }]);
    expect([numbers(hall), hall.when(kiosk(), fact(1, 5003, { day: said }))]).toEqual([[5003], nothing]);
  }
});

test('[GD6] a paper entered by its code with another number beside it gets its own number when the kiosk tells of it, and the typed one is free for whoever has it', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004, { personClass: 'elder' }));
  hall.run(kiosk(), fact(1, 5003));
  expect(hall.run(kiosk(), fact(8, 5004))).toMatchObject([{ type: 'ticket.issued', ticketId: ticket(8), number: { n: 5004 } }]);
  expect(numbers(hall)).toEqual([5003, 5004]);
  expect(hall.when(kiosk(), fact(1, 5003))).toEqual(nothing);
});

test('[GD8] an entry of which the kiosk has told since is cancelled as a mistake alone: whoever has that paper waits as it says', () => {
  const hall = openHall();
  hall.now += 20 * minute;
  hall.run(kiosk(2), issue(2));
  hall.run(manager, enter(1, 5004, { ...items('market-2'), personClass: 'elder', issuedAt: hall.now }));
  hall.run(kiosk(), fact(8, 5004, { issuedAt: monday9 + minute, needs: ['escort'] }));
  hall.run(hub, { type: 'clock.step', from: hall.now, to: hall.now + 60 * minute });
  hall.now += 60 * minute;
  const at9 = monday9 + 61 * minute;
  expect(hall.run(manager, cancel(1))).toEqual([{ type: 'ticket.cancelled', ticketId: ticket(1), reason: 'mistake' }, {
    type: 'ticket.revived', ticketId: ticket(1), as: ticket(8), number: { prefix: 'A', n: 5004 }, language: 'zh', issuedAt: at9, placeAt: at9,
    stops: [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], bound: 1 }], paper: 'none', device: 'kiosk-1', offline: true, supersedes: null, needs: ['escort'],
  }]);
  expect(of(hall, 1)).toMatchObject({ personClass: 'ordinary', desk: null, stops: [{ items: [{ itemId: 'market-1' }] }] });
  expect([numbers(hall), hall.when(kiosk(), fact(8, 5004))]).toEqual([[1, 5004], nothing]);
  hall.run(manager, cancel(1));
  expect(numbers(hall)).toEqual([1]);
});

test.each(['visitor', 'manager'])('[GD8] for another reason, %s, it is the visitor who goes', (reason) => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004));
  hall.run(kiosk(), fact(8, 5004));
  expect(hall.run(manager, cancel(1, reason))).toHaveLength(1);
});

test('[GD8] so it is with one that was entered by its code, or with whose holder a window has had to do', () => {
  const hall = openHall();
  for (const [n, number] of [[1, 5004], [2, 5005]] as const) hall.run(manager, enter(n, number));
  hall.run(kiosk(), fact(1, 5004));
  hall.run(kiosk(), fact(8, 5005));
  expect(hall.run(manager, cancel(1))).toHaveLength(1);
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  expect(hall.run(manager, cancel(2))).toHaveLength(1);
});

test('[GD6] a mistyped number stays where the right one is somebody else’s; where somebody was called by it, the paper gets a ticket of its own, and the number is its holder’s', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004));
  hall.run(kiosk(), fact(8, 5003));
  hall.run(manager, enter(2, 5005));
  expect(hall.run(kiosk(), fact(1, 5003))).toEqual([{ type: 'ticket.recognized', ticketId: ticket(1), as: ticket(1), deviceId: 'kiosk-1' }]);
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  for (const n of [8, 1]) {
    hall.run(w1, callNext('w1'));
    hall.run(w1, finish('w1', n));
  }
  hall.run(w1, callNext('w1'));
  const [own, alias] = hall.run(kiosk(), fact(2, 5006));
  expect([own, alias]).toMatchObject([{ type: 'ticket.issued', number: { n: 5006 } }, { type: 'ticket.recognized', as: ticket(2) }]);
  expect(hall.run(kiosk(), fact(9, 5005))).toEqual([{ type: 'ticket.recognized', ticketId: ticket(2), as: ticket(9), deviceId: 'kiosk-1' }]);
  for (const again of [fact(2, 5006), fact(9, 5005)]) expect(hall.when(kiosk(), again)).toEqual(nothing);
});

test('[GD8] the code that stood beside a mistyped number is another paper’s once that number’s own paper was entered', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004));
  hall.run(manager, cancel(1));
  expect(hall.run(manager, enter(9, 5004))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(1), as: ticket(9) }, { type: 'paper.changed' }]);
  expect(hall.run(kiosk(), fact(1, 5003))).toMatchObject([{ type: 'ticket.issued', number: { n: 5003 } }, { type: 'ticket.recognized', as: ticket(1) }]);
  expect(hall.run(kiosk(), fact(9, 5004))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(1), as: ticket(9) }]);
  expect([numbers(hall), hall.when(kiosk(), fact(1, 5003)), hall.when(kiosk(), fact(9, 5004))]).toEqual([[5004, 5003], nothing, nothing]);
});

test('[GD6] a paper known by the number of one entry says nothing more of the one under its code, however often it is told of', () => {
  const hall = openHall();
  for (const [n, number] of [[1, 5003], [2, 5004]] as const) hall.run(manager, enter(n, number));
  expect(hall.run(kiosk(), fact(1, 5004))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(2), as: ticket(1) }]);
  expect(hall.when(kiosk(), fact(1, 5004))).toEqual(nothing);
});

test('[GD6] so it is when whoever was called has been restored since, or the day has closed over it', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1 }) });
  hall.run(manager, enter(1, 5004));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.now += minute;
  hall.run(w1, { type: 'stop.miss', windowId: 'w1', ticketId: ticket(1) });
  hall.run(manager, { type: 'ticket.restore', ticketId: ticket(1) });
  expect(hall.when(kiosk(), fact(1, 5003))).toMatchObject({ events: [{ type: 'ticket.issued', number: { n: 5003 } }, { type: 'ticket.recognized', as: ticket(1) }] });
  hall.run(w1, callNext('w1'));
  hall.run(manager, { type: 'day.close' });
  expect(hall.when(kiosk(), fact(1, 5003))).toMatchObject({ events: [{ type: 'ticket.issued', number: { n: 5003 } }, { type: 'ticket.abandoned' }, { type: 'ticket.recognized', as: ticket(1) }] });
});

test('[GD6] only of its own band a kiosk says what the number is', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004));
  expect(hall.run(kiosk(), fact(1, 5600))).toEqual([{ type: 'ticket.recognized', ticketId: ticket(1), as: ticket(1), deviceId: 'kiosk-1' }]);
});

test('[GD6] where the code and the number of a paper were entered apart, the entry with the number is its ticket, and the other is left to whoever has that number', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004));
  hall.run(manager, enter(2, 5003));
  expect(hall.run(kiosk(), fact(1, 5003))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(2), as: ticket(1) }]);
  expect(hall.run(kiosk(), fact(8, 5004))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(1), as: ticket(8) }]);
  expect([numbers(hall), hall.when(kiosk(), fact(1, 5003))]).toEqual([[5004, 5003], nothing]);
});

test('[GD8] a number that a mistake holds is revived there, also when its code stood for another one', () => {
  const hall = openHall();
  for (const [n, number] of [[1, 5004], [2, 5003]] as const) {
    hall.run(manager, enter(n, number));
    hall.run(manager, cancel(n));
  }
  expect(hall.run(manager, enter(1, 5003))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(2), as: ticket(1), number: { n: 5003 } }, {}]);
  expect(hall.run(kiosk(), fact(1, 5003))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(2), as: ticket(1) }]);
});

test('[GD8] whom a window has missed and who came back has been called: the mistake is the visitor’s', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, missAfterMs: 0 }) });
  hall.run(manager, enter(1, 5004));
  hall.run(kiosk(), fact(8, 5004));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 1));
  hall.run(w1, { type: 'ticket.restore', ticketId: ticket(1) });
  expect(hall.run(manager, cancel(1))).toHaveLength(1);
  // Told again when that day is over, it stays as it is.
  hall.pass(24 * 60 * minute);
  expect(hall.when(kiosk(), fact(8, 5004))).toEqual(nothing);
});

test('[N7] a number of the kiosk’s own that it tells again is known, also under another number', () => {
  const hall = openHall();
  hall.run(kiosk(), fact(1, 5003));
  expect(hall.when(kiosk(), fact(1, 5005))).toEqual(nothing);
});

test('[GD8] [O10] whose entry is taken back does not stand before the visitor of the same number', () => {
  const hall = openHall();
  hall.now += 2 * minute;
  hall.run(manager, enter(1, 5004));
  hall.run(kiosk(), fact(8, 5004, { issuedAt: monday9 + minute }));
  hall.run(manager, cancel(1));
  expect(of(hall, 1)?.stops[0]?.bound).toBe(1);
});
