import { at, callNext, clerkAt, createScenario, finish, hub, issue, kiosk, manager, monday9, openHall, testConfig, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const hours = [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '17:30' }];
const office = testConfig({ timetable: { kind: 'weekly', week: Array.from({ length: 7 }, () => hours), special: {} } });
const minute = 60_000;
const hour = 3_600_000;
const types = (events: readonly { type: string }[]) => events.map((event) => event.type);

test('[D2] a new date closes the one left open, and numbers start again', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.now += 24 * hour;
  expect(types(hall.run(manager, { type: 'day.open' }))).toEqual(['ticket.abandoned', 'window.closed', 'day.closed', 'day.opened']);
  hall.run(kiosk(), issue(2));
  expect(hall.state.ticketById.get(ticket(2))?.number).toEqual({ prefix: 'A', n: 1 });
  expect(hall.when(manager, { type: 'day.open' })).toEqual(no('day.alreadyOpen'));
});

test('[D3] reopening takes the abandonments back and counts on', () => {
  const hall = openHall();
  [1, 2, 3].forEach((n) => hall.run(kiosk(), issue(n)));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), finish('w1', 1));
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(manager, { type: 'day.close' });
  expect(hall.state.totals).toMatchObject({ done: 1, abandoned: 2, waiting: 0, called: 0 });
  expect(types(hall.run(manager, { type: 'day.open' }))).toEqual(['day.reopened']);
  expect(hall.state.totals).toMatchObject({ done: 1, abandoned: 0, waiting: 2 });
  hall.run(kiosk(), issue(4));
  expect(hall.state.ticketById.get(ticket(4))?.number.n).toBe(4);
  expect(hall.state.waiting.get('q-market' as never)?.map((ref) => ref.ticketId)).toEqual([2, 3, 4].map(ticket));
});

test('[D4] the close abandons visitors and closes windows', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  hall.run(manager, { type: 'day.close' });
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.life).toMatchObject({ status: 'abandoned', reason: 'dayClosed' });
  expect(hall.state.windowById.get('w1' as never)).toMatchObject({ clerkId: null, active: null });
  expect(hall.when(manager, { type: 'day.close' })).toEqual(no('day.closed'));
});

test('[D5] the timetable opens the day, keeps it over noon and closes it once everybody is served', () => {
  const hall = createScenario({ config: office, now: monday9 - hour });
  expect(hall.pass(0)).toEqual([]);
  expect(types(hall.pass(hour))).toEqual(['day.opened']);
  expect(hall.pass(4 * hour)).toEqual([]);
  hall.now += hour;
  hall.run(kiosk(), issue(1));
  expect(hall.pass(5 * hour)).toEqual([]);
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  expect(hall.pass(1000)).toEqual([]);
  hall.run(clerkAt('w1'), finish('w1', 1));
  expect(types(hall.pass(1000))).toEqual(['window.closed', 'day.closed']);
  expect(hall.pass(1000)).toEqual([]);
});

test('[D5] a day left open is closed by the clock, also when the next one does not open', () => {
  const weekdays = testConfig({ timetable: { kind: 'weekly', week: [hours, hours, hours, hours, hours, [], []], special: {} } });
  const friday = createScenario({ config: weekdays, now: monday9 + 4 * 24 * hour });
  friday.pass(0);
  friday.run(kiosk(), issue(1));
  expect(types(friday.pass(24 * hour))).toEqual(['ticket.abandoned', 'day.closed']);
  expect(types(friday.pass(2 * 24 * hour))).toEqual(['day.opened']);
});

test('[D6] what a manager closed stays closed that day, what one opened issues outside the hours', () => {
  const hall = createScenario({ config: office });
  hall.pass(0);
  hall.run(manager, { type: 'day.close' });
  expect(hall.pass(hour)).toEqual([]);
  hall.now += 10 * hour;
  hall.run(manager, { type: 'day.open' });
  expect(hall.pass(hour)).toEqual([]);
  expect(hall.when(kiosk(), issue(1)).kind).toBe('events');
});

test('[D6] a manager opens the day ahead of the clock’s return', () => {
  const hall = openHall({ config: office, now: monday9 + 24 * hour });
  hall.now = monday9;
  expect(hall.pass(0)).toEqual([]);
});

test('[D7] an implausible clock opens nothing until a manager confirms', () => {
  const hall = createScenario({ config: office });
  hall.pass(0);
  hall.run(manager, { type: 'day.close' });
  expect(hall.pass(20 * 24 * hour)).toEqual([]);
  expect(types(hall.run(manager, { type: 'day.open' }))).toEqual(['day.opened']);
});

test('[D8] a day before the last one is never opened, not even by a manager: the clock is wrong', () => {
  const hall = openHall({ now: monday9 + 24 * hour });
  const lastEventAt = hall.now;
  hall.run(manager, { type: 'day.close' });
  hall.now = monday9;
  expect(hall.when(manager, { type: 'day.open' })).toEqual(no('day.clockImplausible', { lastEventAt }));
});

test('[D7] a clock that was set back while the hub was down opens nothing either', () => {
  const hall = createScenario({ config: office });
  hall.pass(0);
  expect(types(hall.pass(9 * hour))).toEqual(['day.closed']);
  hall.now -= 4 * hour;
  hall.run(hub, { type: 'clock.step', from: hall.now + 4 * hour, to: hall.now });
  expect(hall.pass(0)).toEqual([]);
});

test('[D5] a ticket whose paper failed and that nobody claimed does not keep the day open', () => {
  const hall = createScenario({ config: office });
  hall.pass(0);
  hall.run(kiosk(), issue(1, 'market-1', { paper: 'pending' }));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(1), day: '2026-01-05', jobId: null, copy: 0, outcome: 'failed', at: hall.now });
  expect(types(hall.pass(9 * hour))).toEqual(['ticket.abandoned', 'day.closed']);
});

test('[G1] a configuration in use is not taken away', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  const { windows, queues, items, config } = { ...testConfig(), config: testConfig() };
  hall.config = { ...config, windows: windows.filter((window) => window.id !== 'w1'), queues: queues.filter((queue) => queue.id !== 'q-market'), items };
  expect(hall.when(hub, { type: 'config.adopt', version: 2 })).toEqual(no('config.inUse', { ids: ['w1', 'q-market'] }));
  hall.run(manager, { type: 'day.close' });
  hall.run(hub, { type: 'config.adopt', version: 2 });
  expect(hall.state.config).toBe(2);
});

test('[G1] the bank is not taken away from a visitor on the way to pay', () => {
  const hall = openHall();
  const adopt = () => {
    hall.config = testConfig({ payment: null });
    const decision = hall.when(hub, { type: 'config.adopt', version: 2 });
    hall.config = testConfig();
    return decision;
  };
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  expect(adopt().kind).toBe('events');
  hall.run(clerkAt('w1'), at('notice.issue', 'w1', 1, { lines: [{ itemId: 'market-1', basis: '收费标准', fen: 500, quantity: 1 }], waiver: null, payee: '财政专户', code: null }));
  expect(adopt()).toEqual(no('config.inUse', { ids: ['q-bank'] }));
  hall.run(manager, { type: 'notice.void', noticeId: [...hall.state.noticeById.keys()][0], reason: '填错' });
  expect(adopt().kind).toBe('events');
});

test('[K1] a step of the clock is an event', () => {
  expect(openHall().run(hub, { type: 'clock.step', from: 5, to: 9 })).toEqual([{ type: 'clock.stepped', from: 5, to: 9 }]);
  expect(openHall().run(hub, { type: 'registry.change', what: 'clerkAdded', id: 'c1' })).toMatchObject([{ type: 'registry.changed' }]);
});

const report = (highest: Record<string, number>, date = '2026-01-05') => ({ type: 'agent.report', date, highest });
const raise = (...agents: string[]) => ({ type: 'epoch.raise', epoch: 2, reason: 'restored', agents });

test('[E1] numbers rest until every agent has reported', () => {
  const hall = openHall();
  hall.run(hub, raise('kiosk-1', 'kiosk-2'));
  expect(hall.when(kiosk(), issue(1))).toEqual(no('numbers.recovering'));
  expect(types(hall.run(kiosk(1), report({ A: 30 })))).toEqual(['agent.reported']);
  expect(types(hall.run(kiosk(2), report({ A: 12, F: 4 })))).toEqual(['agent.reported', 'numbers.resumed']);
  hall.run(kiosk(), issue(1));
  hall.run(kiosk(), issue(2, 'tax-1'));
  hall.run(kiosk(), issue(3, 'bank-1'));
  expect([1, 2, 3].map((n) => hall.state.ticketById.get(ticket(n))?.number.n)).toEqual([231, 205, 201]);
});

test('[E1] or until the wait is over; without agents at once', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(hub, raise('kiosk-1', 'kiosk-2'));
  hall.run(kiosk(1), report({ A: 3 }));
  expect(hall.pass(29_999)).toEqual([]);
  expect(types(hall.pass(1))).toEqual(['numbers.resumed']);
  hall.run(kiosk(), issue(2));
  expect(hall.state.ticketById.get(ticket(2))?.number.n).toBe(204);
  expect(types(hall.run(hub, raise()))).toEqual(['epoch.raised', 'numbers.resumed']);
  expect(hall.run(kiosk(1), report({ A: 900 }))).toEqual([]);
  expect(hall.when(manager, report({}))).toEqual(no('command.notYours'));
});

test('[E1] the wait counts only while agents can be heard', () => {
  const hall = openHall();
  hall.run(hub, raise('kiosk-1'));
  hall.now += hour;
  hall.upSince = hall.now;
  expect(hall.pass(29_999)).toEqual([]);
  expect(types(hall.pass(1))).toEqual(['numbers.resumed']);
});

test('[E1] while the clock is in doubt the numbers rest on, and jump on the date that it says when it is right', () => {
  for (const agents of [[], ['kiosk-1'], ['kiosk-1', 'kiosk-2']]) {
    const hall = openHall();
    hall.run(kiosk(), issue(1));
    hall.now += 30 * 24 * hour;
    expect(types(hall.run(hub, raise(...agents)))).toEqual(['epoch.raised']);
    hall.run(kiosk(1), report({}, '2026-02-04'));
    expect([types(hall.pass(hour)), hall.state.recovery !== null]).toEqual([[], true]);
    hall.run(hub, { type: 'clock.step', from: hall.now, to: monday9 + hour });
    hall.now = monday9 + hour;
    expect(types(hall.pass(minute))).toEqual(['numbers.resumed']);
    hall.run(kiosk(), issue(2));
    expect(hall.state.ticketById.get(ticket(2))?.number.n).toBe(202);
  }
});

test('[E1] where the day of the clock’s own date is open there is no doubt which date it is, though the clock was set back', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.now -= 10 * minute;
  expect(types(hall.run(hub, raise()))).toEqual(['epoch.raised', 'numbers.resumed']);
});

test('[E1] a manager who opens the date that the clock says ends the doubt, and the numbers go on there', () => {
  const hall = openHall();
  hall.now += 30 * 24 * hour;
  hall.run(hub, raise('kiosk-1'));
  hall.run(manager, { type: 'day.open' });
  expect(types(hall.run(kiosk(1), report({ A: 7 }, '2026-02-04')))).toEqual(['agent.reported', 'numbers.resumed']);
  hall.run(kiosk(), issue(1));
  expect(hall.state.ticketById.get(ticket(1))?.number.n).toBe(208);
});

test('[E2] a day opened only afterwards counts on too, another date does not', () => {
  const hall = createScenario();
  hall.run(hub, raise('kiosk-1'));
  hall.run(kiosk(1), report({ A: 80 }, '2026-01-04'));
  hall.run(manager, { type: 'day.open' });
  hall.run(kiosk(), issue(1));
  expect(hall.state.ticketById.get(ticket(1))?.number.n).toBe(201);
  hall.now += 24 * hour;
  hall.run(manager, { type: 'day.open' });
  hall.run(kiosk(), issue(2));
  expect(hall.state.ticketById.get(ticket(2))?.number.n).toBe(1);
});

test('[E2] two reports of one date give the higher number', () => {
  const hall = createScenario();
  hall.run(hub, raise('kiosk-1', 'kiosk-2', 'kiosk-3'));
  hall.run(kiosk(1), report({ A: 80 }));
  hall.run(kiosk(2), report({ A: 70 }));
  hall.run(kiosk(3), report({ A: 75 }));
  expect(hall.state.floors?.after.get('A' as never)).toBe(280);
});
