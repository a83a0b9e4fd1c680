import { at, callNext, clerkAt, createScenario, finish, hub, issue, kiosk, manager, momentOf, monday9, openHall, testConfig, type Scenario } from '@hallcall/testkit';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { boardView } from '../view/board-view.ts';
import { consoleView } from '../view/console-view.ts';
import { kioskView } from '../view/kiosk-view.ts';

const instant = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const [minute, hour] = [60_000, 3_600_000];
const day = 24 * hour;
const office = [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '17:30' }];
const tuesday = [[], [{ from: '09:00', to: '11:00' }], [], [], [], [], []];
const week = [office, office, office, office, office, [], []];

/** The tax queue is served on Tuesdays only, 9 to 11. */
const hallWith = (more: { readonly timetable?: Record<string, unknown>; readonly policy?: Record<string, unknown> } = {}) =>
  testConfig({
    timetable: { kind: 'weekly', week, special: {}, ...more.timetable }, policy: { ...testConfig().policy, ...more.policy },
    queues: testConfig().queues.map((queue) => (queue.id === 'q-tax' ? { ...queue, hours: tuesday } : queue)),
  });
const opensTuesday = monday9 + day;
const absent = { devices: [], connectedWindows: [], voice: { announcerByZone: new Map(), claimByCall: new Map() } };
const gates = (hall: Scenario) => kioskView(hall.state, hall.config, momentOf(hall)).queues.map(({ gate }) => gate);
const serviceOf = (hall: Scenario) => consoleView(hall.state, hall.config, { presence: absent, ...momentOf(hall) }).service;
const types = (events: readonly { type: string }[]) => events.map((event) => event.type);
const opened = (windowId: string) => [clerkAt(windowId), { type: 'window.open', windowId }] as const;

test('[D11] outside its own hours a queue gives no number and says when it does again; others do', () => {
  const hall = createScenario({ config: hallWith() });
  hall.pass(0);
  const closed = no('queue.closed', { queueId: 'q-tax', opensAt: opensTuesday });
  expect(hall.when(kiosk(), issue(1, 'tax-1'))).toEqual(closed);
  expect(hall.when(kiosk(), issue(1)).kind).toBe('events');
  expect(hall.when(kiosk(), issue(1, 'market-1', { items: [{ itemId: 'market-1', count: 1 }, { itemId: 'tax-1', count: 1 }] }))).toEqual(closed);
  expect(gates(hall)).toEqual([null, { kind: 'closed', opensAt: opensTuesday }, null]);
  hall.pass(day);
  expect(hall.when(kiosk(), issue(1, 'tax-1')).kind).toBe('events');
  expect(gates(hall)).toEqual([null, null, null]);
});

test('[D11] a stop that opens later may lie in a queue that is closed now, and windows call whoever waits there', () => {
  const chains = [{ id: 'c', name: { zh: '链', en: 'Chain' }, stops: [{ id: 'a', items: ['market-1'], after: [] }, { id: 'b', items: ['tax-1'], after: ['a'] }] }];
  const hall = createScenario({ config: { ...hallWith(), chains: testConfig({ chains }).chains } });
  hall.pass(0);
  hall.run(kiosk(), issue(1, 'market-1', { items: [{ itemId: 'market-1', count: 1 }, { itemId: 'tax-1', count: 1 }], chain: 'c' }));
  for (const windowId of ['w1', 'w3']) hall.run(...opened(windowId));
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), finish('w1', 1));
  expect(types(hall.run(clerkAt('w3'), callNext('w3')))).toContain('ticket.called');
});

test('[D12] on a day that a manager opened a queue keeps its hours where the hall has some, and gives numbers where it has none', () => {
  const monday = openHall({ config: hallWith(), now: monday9 - 2 * hour });
  expect(monday.when(kiosk(), issue(1)).kind).toBe('events');
  expect(monday.when(kiosk(), issue(1, 'tax-1'))).toEqual(no('queue.closed', { queueId: 'q-tax', opensAt: opensTuesday }));
  const sunday = openHall({ config: hallWith(), now: monday9 - day });
  expect(sunday.when(kiosk(), issue(1, 'tax-1')).kind).toBe('events');
  expect(gates(sunday)).toEqual([null, null, null]);
});

test('[D11] [D17] a kiosk without numbers says nothing of single queues', () => {
  const hall = createScenario({ config: hallWith() });
  hall.pass(0);
  hall.now += 3.5 * hour;
  expect(gates(hall)).toEqual([null, null, null]);
});

/** `count` wait at the market; a visit takes 15 minutes there at first. */
function hallAt(text: string, { count, policy = {} }: { readonly count: number; readonly policy?: Record<string, unknown> }): Scenario {
  const hall = createScenario({ config: hallWith({ policy: { lastTicket: 'warn', ...policy } }) });
  hall.pass(0);
  hall.run(...opened('w1'));
  for (let n = 1; n <= count; n += 1) hall.run(kiosk(), issue(n));
  hall.now = instant(`2026-01-05T${text}:00+08:00`);
  return hall;
}
const market = (hall: Scenario) => gates(hall)[0];
const closesAt = instant('2026-01-05T17:30:00+08:00');
const late = { kind: 'late', closesAt, isRefused: false };

test('[D13] who would be done only behind the last hours is told so before choosing, also across the lunch break', () => {
  const visitMinutes = 15;
  expect(market(hallAt('17:15', { count: 0 }))).toBe(null);
  expect(market(hallAt('17:16', { count: 0 }))).toEqual(late);
  expect(market(hallAt('16:45', { count: 2 }))).toBe(null);
  expect(market(hallAt('16:46', { count: 2 }))).toEqual(late);
  expect(market(hallAt('11:59', { count: 1 }))).toBe(null);
  const waitMinutes = kioskView(...viewOf(hallAt('16:46', { count: 2 }))).queues[0]?.waitMinutes;
  expect(waitMinutes).toBe(2 * visitMinutes);
});

const viewOf = (hall: Scenario) => [hall.state, hall.config, momentOf(hall)] as const;

test('[D13] without a window the visit alone tells; a hall that is never closed has no last number', () => {
  const hall = createScenario({ config: hallWith() });
  hall.pass(0);
  hall.now = closesAt - 15 * minute;
  expect(market(hall)).toBe(null);
  hall.now += minute;
  expect(market(hall)).toEqual(late);
  const always = openHall();
  always.run(...opened('w1'));
  always.now += 18.9 * hour;
  expect(market(always)).toBe(null);
});

test('[D13] a queue’s own hours count, also in a hall that is always open', () => {
  const config = { ...hallWith(), timetable: testConfig().timetable };
  const hall = openHall({ config, now: opensTuesday + 1.95 * hour });
  hall.run(...opened('w3'));
  expect(gates(hall)[1]).toEqual({ kind: 'late', closesAt: opensTuesday + 2 * hour, isRefused: false });
});

test('[D13] on a day that a manager opened behind the hours nothing is late', () => {
  const hall = openHall({ config: hallWith(), now: closesAt + hour });
  hall.run(...opened('w1'));
  expect(market(hall)).toBe(null);
});

test('[D14] where the hall stops, such a number is refused with the time the hours end; where it warns it is given', () => {
  const stop = hallAt('16:46', { count: 2, policy: { lastTicket: 'stop' } });
  expect(market(stop)).toEqual({ ...late, isRefused: true });
  expect(stop.when(kiosk(), issue(9))).toEqual(no('queue.tooLate', { queueId: 'q-market', closesAt }));
  expect(hallAt('16:45', { count: 2, policy: { lastTicket: 'stop' } }).when(kiosk(), issue(9)).kind).toBe('events');
  expect(hallAt('16:46', { count: 2 }).when(kiosk(), issue(9)).kind).toBe('events');
});

test('[D14] an older visitor who would still be served gets a number, and so does who takes one that nobody can tell the wait of', () => {
  const hall = hallAt('16:46', { count: 2, policy: { lastTicket: 'stop' } });
  expect(hall.when(kiosk(), issue(9, 'market-1', { personClass: 'elder' })).kind).toBe('events');
  expect(hall.when(kiosk(), issue(9, 'bank-1')).kind).toBe('events');
});

/** Somebody is missed a minute before the hours end. */
function missedHall(policy: Record<string, unknown>, isShown: boolean): Scenario {
  const hall = createScenario({ config: hallWith({ policy: { callsBeforeMissed: 1, ...policy } }) });
  hall.pass(0);
  hall.run(kiosk(), issue(1));
  hall.run(...opened('w1'));
  hall.now = closesAt - minute;
  hall.run(clerkAt('w1'), callNext('w1'));
  if (isShown) hall.run({ role: 'display', deviceId: 'board' as never, boardId: 'main' as never }, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls.at(-1)?.callId, zone: 'A', at: hall.now }] });
  hall.now += 15_000;
  hall.run(clerkAt('w1'), at('stop.miss', 'w1', 1));
  return hall;
}

test('[D15] the day waits for who may still return, and no longer', () => {
  const hall = missedHall({}, true);
  expect(hall.pass(minute)).toEqual([]);
  expect(serviceOf(hall).overtime).toEqual({ since: closesAt, isByManager: false, waiting: 0, atWindows: 0, held: 0, missed: 1 });
  hall.pass(hour);
  expect(types(hall.pass(1000))).toEqual(['window.closed', 'day.closed']);
});

test('[D15] who missed a proven call and may not return is not waited for', () => {
  for (const policy of [{ missedMode: 'void' }, { restoresAllowed: 0 }]) {
    expect([types(missedHall(policy, true).pass(minute)).at(-1), missedHall(policy, false).pass(minute)]).toEqual(['day.closed', []]);
  }
});

test('[D15] who only waits for money is not waited for: the notice outlives the day', () => {
  const hall = createScenario({ config: hallWith({ policy: { callsBeforeMissed: 1, restoreWithinMs: minute } }) });
  hall.pass(0);
  hall.run(kiosk(), issue(1));
  for (const windowId of ['w1', 'w4']) hall.run(...opened(windowId));
  hall.now = closesAt - minute;
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  hall.run(clerkAt('w1'), at('notice.issue', 'w1', 1, { lines: [{ itemId: 'market-1', basis: 'x', fen: 100, quantity: 1 }], waiver: null, payee: 'x', code: null }));
  expect(hall.pass(2 * minute)).toEqual([]);
  hall.run(clerkAt('w4'), callNext('w4'));
  hall.now += 20_000;
  hall.run(clerkAt('w4'), at('stop.miss', 'w4', 1));
  hall.pass(hour);
  expect(hall.state.totals).toMatchObject({ blocked: 1, missed: 0 });
  expect(types(hall.pass(1000)).at(-1)).toBe('day.closed');
});

test('[D15] a number whose printer says nothing, in a queue that closed long before, is waited for, called as unknown, and then the day closes', () => {
  const hall = createScenario({ config: hallWith() });
  hall.now = opensTuesday + 30 * minute;
  hall.pass(0);
  hall.run(kiosk(), issue(1, 'tax-1', { paper: 'pending' }));
  hall.now = closesAt + day;
  expect(types(hall.pass(0))).toEqual(['paper.changed']);
  hall.run(...opened('w3'));
  expect([hall.pass(minute), serviceOf(hall).overtime?.waiting]).toEqual([[], 1]);
  expect(hall.run(clerkAt('w3'), callNext('w3'))).toMatchObject([{ type: 'ticket.called' }]);
  hall.run(clerkAt('w3'), finish('w3', 1));
  expect(types(hall.pass(1000))).toEqual(['window.closed', 'day.closed']);
});

test('[D15] a manager closes a day in overtime whoever is there; one that a manager opened goes on', () => {
  const hall = hallAt('17:29', { count: 2 });
  hall.pass(minute);
  expect(serviceOf(hall).overtime).toMatchObject({ waiting: 2 });
  expect(hall.when(kiosk(), issue(9))).toEqual(no('day.closed'));
  expect(types(hall.run(manager, { type: 'day.close' })).at(-1)).toBe('day.closed');
  expect(serviceOf(hall).overtime).toBe(null);
  hall.run(manager, { type: 'day.open' });
  expect(serviceOf(hall).overtime).toMatchObject({ isByManager: true });
});

test('[D17] boards say that no numbers are given, and until when', () => {
  const hall = createScenario({ config: hallWith() });
  const board = () => boardView(hall.state, hall.config, 'main' as never, { ...momentOf(hall), voice: absent.voice }).noNumbers;
  expect(board()).toBe(null);
  hall.pass(0);
  hall.run(kiosk(), issue(1));
  expect(board()).toBe(null);
  hall.now = closesAt - 5 * hour;
  expect(board()).toEqual({ until: closesAt - 3.5 * hour });
  hall.now = closesAt;
  expect(board()).toEqual({ until: null });
  hall.run(manager, { type: 'day.close' });
  expect(board()).toBe(null);
});

const calendar = { source: 'test', years: [2026], days: { '2026-01-06': { name: { zh: '节', en: 'Feast' }, isWorking: false } } };

test('[D17] the console says today’s hours, why they are so, and when numbers are given next', () => {
  const hall = createScenario({ config: hallWith({ timetable: { holidays: 'CN', calendar, special: { '2026-01-08': [] } } }) });
  expect(serviceOf(hall)).toEqual({
    hours: [{ from: monday9 - hour / 2, to: monday9 + 3 * hour }, { from: monday9 + 5 * hour, to: closesAt }], reason: null,
    nextOpeningAt: monday9 + 5 * hour, overtime: null, clock: null, unknownYear: null,
  });
  hall.now = monday9 + day;
  expect(serviceOf(hall)).toMatchObject({ hours: [], reason: { kind: 'public', name: { zh: '节' }, isWorking: false }, nextOpeningAt: monday9 + 2 * day - hour / 2 });
  hall.now += 2 * day;
  expect(serviceOf(hall)).toMatchObject({ hours: [], reason: { kind: 'special' } });
  expect(serviceOf(createScenario())).toMatchObject({ hours: null, reason: null, nextOpeningAt: null, overtime: null, unknownYear: null });
  const holiday = openHall({ config: hallWith({ timetable: { calendar } }), now: monday9 + day });
  expect(serviceOf(holiday)).toMatchObject({ hours: [], overtime: null });
});

test('[D17] the console says why no day opens by itself, and nothing once it is open', () => {
  const hall = createScenario({ config: hallWith() });
  hall.pass(0);
  hall.run(manager, { type: 'day.close' });
  const lastEventAt = hall.now;
  hall.now += 20 * day;
  expect([hall.pass(0), serviceOf(hall).clock]).toEqual([[], { doubt: 'ahead', lastEventAt }]);
  hall.run(manager, { type: 'day.open' });
  expect(serviceOf(hall).clock).toBe(null);
});

const unknownYearAt = (now: string, more: Record<string, unknown> = {}) =>
  serviceOf(createScenario({ config: hallWith({ timetable: { holidays: 'CN', calendar, ...more } }), now: instant(now) })).unknownYear;

test('[D18] a year without known holidays is said while there is time, and while it lasts', () => {
  expect([unknownYearAt('2026-11-01T00:00:00Z'), unknownYearAt('2026-11-30T00:00:00Z'), unknownYearAt('2027-05-01T00:00:00Z')]).toEqual([null, 2027, 2027]);
  expect([unknownYearAt('2026-11-30T00:00:00Z', { holidays: 'none' }), unknownYearAt('2026-05-01T00:00:00Z', { calendar: null })]).toEqual([null, 2026]);
});

test('[D7] nothing that happens while no day is open, or under another clock, makes a wrong clock believed', () => {
  const hall = createScenario({ config: hallWith() });
  hall.run(hub, { type: 'registry.change', what: 'clerkAdded', id: 'c1' });
  expect(hall.state.lastEventAt).toBe(0);
  hall.pass(0);
  hall.now += hour;
  const from = hall.now;
  hall.now += 400 * day;
  hall.run(hub, { type: 'clock.step', from, to: hall.now });
  hall.run(...opened('w1'));
  expect([hall.pass(0), hall.state.lastEventAt]).toEqual([[], from]);
  hall.run(hub, { type: 'clock.step', from: hall.now, to: from });
  hall.now = from;
  hall.run(manager, { type: 'day.close' });
  hall.now += 400 * day;
  hall.run(hub, { type: 'registry.change', what: 'clerkAdded', id: 'c2' });
  expect(hall.pass(0)).toEqual([]);
  hall.now = from + day;
  expect(types(hall.pass(0))).toEqual(['day.opened']);
  expect(hall.state).toMatchObject({ lastEventAt: hall.now, hasClockStepped: false });
});

test('[D7] in a day that was left open nothing overdue makes a clock believed that ran ahead while the hub was away', () => {
  const hall = createScenario({ config: hallWith() });
  hall.pass(0);
  hall.run(kiosk(), issue(1, 'market-1', { paper: 'pending' }));
  const { lastEventAt } = hall.state;
  hall.now += 28 * day;
  expect(types(hall.pass(0))).toEqual(['paper.changed']);
  hall.run(hub, { type: 'registry.change', what: 'clerkAdded', id: 'c1' });
  expect([hall.pass(1000), serviceOf(hall).clock]).toEqual([[], { doubt: 'ahead', lastEventAt }]);
  hall.run(manager, { type: 'day.open' });
  expect(hall.state.lastEventAt).toBe(hall.now);
});

test('[D37] an open day of another date gives no number while the clock is in doubt, also to who was told a time; its windows serve on; opened by a manager, the new date does', () => {
  const hall = createScenario({ config: { ...hallWith(), day: { ...testConfig().day, guardsClock: true } } });
  hall.pass(0);
  hall.run(kiosk(), issue(1));
  hall.run(...opened('w1'));
  const kioskNow = () => kioskView(hall.state, hall.config, momentOf(hall));
  expect([kioskNow().isIssuing, 'isClockDoubted' in kioskNow()]).toEqual([true, false]);
  const first = hall.now;
  for (const later of [30 * day, -30 * day]) {
    hall.now = first + later;
    expect(hall.when(kiosk(), issue(2))).toEqual(no('day.clockDoubted'));
    expect(hall.when(kiosk(), issue(2, 'market-1', { booking: '12345678' }))).toEqual(no('day.clockDoubted'));
    expect(hall.when(clerkAt('w1'), callNext('w1')).kind).toBe('events');
    expect(kioskNow()).toMatchObject({ isIssuing: false, isClockDoubted: true, queues: [{ gate: null }, { gate: null }, { gate: null }] });
  }
  // The same date, however the clock ran before: nothing is in doubt.
  for (const later of [hour, -hour / 2]) {
    hall.now = first + later;
    expect([hall.when(kiosk(), issue(2)).kind, kioskNow().isIssuing]).toEqual(['events', true]);
  }
  hall.now = first + 30 * day;
  hall.run(manager, { type: 'day.open' });
  expect([hall.when(kiosk(), issue(2)).kind, kioskNow().isIssuing]).toEqual(['events', true]);
  // A hall that doubts no clock goes on.
  const trusting = createScenario({ config: { ...hallWith(), day: { ...testConfig().day, guardsClock: false } } });
  trusting.pass(0);
  trusting.now += 35 * day;
  expect(trusting.when(kiosk(), issue(1)).kind).toBe('events');
});
