import { clerkAt, callNext, createScenario, hub, issue, kiosk, manager, momentOf, monday9, openHall, testConfig, testId, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { agentView } from '../view/agent-view.ts';
import { takenIn } from '../quota.ts';

const minute = 60_000;
const day = '2026-01-05';
const items = (itemId: string, count = 1) => ({ items: [{ itemId, count }] });
const atDesk = (n: number, more: Record<string, unknown> = {}) => ({ type: 'ticket.issueAtDesk', ticketId: ticket(n), ...items('market-1'), language: 'zh', printer: null, ...more });
const enter = (n: number, number: number, more: Record<string, unknown> = {}) => ({
  type: 'ticket.enter', ticketId: ticket(n), number: { prefix: 'A', n: number }, ...items('market-1'), language: 'en', issuedAt: monday9, ...more,
});
const fact = (n: number, number: number, more: Record<string, unknown> = {}) => ({
  type: 'ticket.issueOffline', ticketId: ticket(n), number: { prefix: 'A', n: number }, queueId: 'q-market', ...items('market-1'), language: 'zh', day, issuedAt: monday9, paper: 'pending', instead: null, ...more,
});
const paper = (n: number, outcome: string, more: Record<string, unknown> = {}) => ({ type: 'paper.report', ticketId: ticket(n), day, jobId: testId('job'), copy: 0, outcome, at: monday9, ...more });
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const of = (hall: Scenario, n: number) => hall.state.ticketById.get(ticket(n));
const nothing = { kind: 'events', events: [] };
const printer = { deviceId: 'kiosk-2', jobId: testId('print') };

test('[GD1] the desk gives the next number by the rules of the kiosk, to a manager alone', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(manager, atDesk(2, { personClass: 'elder', needs: ['wheelchair'], language: 'en' }));
  expect(of(hall, 2)).toMatchObject({ number: { prefix: 'A', n: 2 }, device: 'guide-desk', personClass: 'elder', needs: ['wheelchair'], language: 'en', offline: false, desk: { clerkId: 'boss' } });
  expect(of(hall, 1)?.desk).toBeNull();
  expect(hall.when(clerkAt('w1'), atDesk(3))).toEqual(no('command.notYours'));
  expect([hall.when(manager, atDesk(2)), hall.when(manager, atDesk(3, items('nothing')))]).toEqual([no('ticket.exists'), no('item.unknown', { itemId: 'nothing' })]);
  hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  expect(hall.when(manager, atDesk(3))).toEqual(no('hall.emergency'));
  expect(createScenario().when(manager, atDesk(3))).toEqual(no('day.closed'));
});

test('[GD1] a journey and a return pass lead where they lead at the kiosk', () => {
  const hall = openHall();
  hall.run(manager, atDesk(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), { type: 'stop.finish', windowId: 'w1', ticketId: ticket(1), outcome: 'materialsMissing', count: 1, caseRef: null, missing: { materials: [], other: 'copy', note: null } });
  const [pass = ''] = hall.state.passByCode.keys();
  expect(hall.when(manager, atDesk(2, { pass, ...items('tax-1') }))).toEqual(no('pass.otherItems'));
  hall.run(manager, atDesk(2, { pass }));
  expect([of(hall, 2)?.pass?.other, hall.when(manager, atDesk(3, { pass }))]).toEqual(['copy', no('pass.used')]);
});

test('[GD2] above a quota it gives a number only with a reason, which stands in the log and counts', () => {
  const hall = openHall({ config: testConfig({ quotas: { items: [{ item: 'market-1', perDay: 1, perSlot: null }] } }) });
  hall.run(manager, atDesk(1, { overQuota: 'came by ambulance' }));
  expect(of(hall, 1)?.desk).toEqual({ clerkId: 'boss' });
  expect(hall.when(manager, atDesk(2))).toMatchObject(no('quota.full', { id: 'market-1' }));
  hall.run(manager, atDesk(2, { overQuota: 'came by ambulance' }));
  expect(hall.log.findLast(({ event }) => event.type === 'ticket.issued')?.event).toMatchObject({ desk: { clerkId: 'boss', overQuota: 'came by ambulance' } });
  expect([takenIn(hall.state, { date: day as never, slot: null }, ['market-1' as never]), hall.when(kiosk(), issue(3))]).toMatchObject([2, no('quota.full')]);
});

test('[GD3] a number copied by hand is shown at once and can be called', () => {
  const hall = openHall();
  hall.run(manager, atDesk(1));
  expect(of(hall, 1)).toMatchObject({ paper: 'shown', reprints: [] });
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  expect(hall.when(clerkAt('w1'), callNext('w1')).kind).toBe('events');
});

test('[GD3] what is printed elsewhere is the ticket itself, pending until that printer has said what became of it', () => {
  const hall = openHall();
  hall.run(manager, atDesk(1, { printer }));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  expect([of(hall, 1)?.paper, hall.when(clerkAt('w1'), callNext('w1'))]).toEqual(['pending', no('queue.empty')]);
  expect(agentView(hall.state, hall.config, 'kiosk-1' as never).reprints).toEqual([]);
  expect(agentView(hall.state, hall.config, 'kiosk-2' as never).reprints).toMatchObject([{ jobId: testId('print'), copy: 0, ticketId: ticket(1), number: { prefix: 'A', n: 1 } }]);
  hall.run(kiosk(2), paper(1, 'printed', { jobId: testId('print') }));
  expect([of(hall, 1)?.paper, agentView(hall.state, hall.config, 'kiosk-2' as never).reprints]).toEqual(['printed', []]);
  expect(hall.run(manager, { type: 'ticket.reprint', ticketId: ticket(1), jobId: testId('again'), deviceId: 'kiosk-2' })).toMatchObject([{ copy: 1 }]);
});

test('[GD3] where the printer is no paired agent’s, no number is given', () => {
  const hall = openHall();
  hall.strangers.add('kiosk-2');
  expect([hall.when(manager, atDesk(1, { printer })), hall.when(manager, atDesk(1)).kind]).toEqual([no('printer.unknown', { deviceId: 'kiosk-2' }), 'events']);
});

test('[GD3] a fault of that printer is the fault of the paper, and its silence makes it unknown', () => {
  const hall = openHall();
  hall.run(manager, atDesk(1, { printer }));
  hall.run(kiosk(2), paper(1, 'failed', { jobId: testId('print') }));
  hall.run(manager, atDesk(2, { printer: { ...printer, jobId: testId('other') } }));
  hall.pass(minute);
  expect([of(hall, 1)?.paper, of(hall, 2)?.paper]).toEqual(['failed', 'unknown']);
});

test('[GD4] a number of a kiosk that is cut off is entered with its own time and waits at its place', () => {
  const hall = openHall();
  hall.now += 20 * minute;
  hall.run(kiosk(2), issue(1));
  hall.run(manager, enter(2, 5007, { issuedAt: monday9 + 10 * minute, personClass: 'elder' }));
  expect(of(hall, 2)).toMatchObject({ paper: 'printed', offline: true, device: 'guide-desk', issuedAt: monday9 + 10 * minute, personClass: 'elder', desk: { clerkId: 'boss', isEntered: true } });
  expect(hall.state.waiting.get('q-market' as never)?.map(({ ticketId }) => ticketId)).toEqual([ticket(2), ticket(1)]);
  hall.run(manager, enter(3, 5008, { issuedAt: 5 }));
  hall.run(manager, enter(4, 5009, { issuedAt: hall.now + minute }));
  expect([of(hall, 3)?.issuedAt, of(hall, 4)?.issuedAt]).toEqual([monday9, hall.now]);
  hall.run(manager, enter(5, 5010, { chain: undefined, ...items('market-2', 2) }));
  expect(of(hall, 5)?.stops[0]?.items).toEqual([{ itemId: 'market-2', count: 2 }]);
});

test('[GD5] what cannot be such a number is refused', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5007));
  expect([enter(1, 5008), enter(2, 5007), enter(2, 4999), enter(2, 5008, items('tax-1')), enter(2, 5008, items('nothing'))].map((command) => hall.when(manager, command))).toEqual([
    no('ticket.exists'), no('numbers.taken', { n: 5007 }), no('numbers.notOffline', { n: 4999 }), no('numbers.otherSeries', { prefix: 'F' }), no('item.unknown', { itemId: 'nothing' }),
  ]);
  expect(hall.when(clerkAt('w1'), enter(2, 5008))).toEqual(no('command.notYours'));
  hall.run(manager, { type: 'day.close' });
  expect([hall.when(manager, enter(2, 5008)), createScenario().when(manager, enter(2, 5008))]).toEqual([no('day.closed'), no('day.closed')]);
});

const step = (id: string, itemId: string, ...after: string[]) => ({ id, items: [itemId], after });

test('[GD5] a life event is entered with its items', () => {
  const hall = openHall({ config: testConfig({ chains: [{ id: 'line', name: { zh: '链', en: 'line' }, stops: [step('a', 'market-1'), step('b', 'tax-1', 'a')] }] }) });
  hall.run(manager, enter(1, 5007, { chain: 'line', items: ['market-1', 'tax-1'].map((itemId) => ({ itemId, count: 1 })) }));
  expect(of(hall, 1)).toMatchObject({ chain: 'line', stops: [{ queueId: 'q-market' }, { queueId: 'q-tax', after: [0] }] });
});

test('[GD6] what the kiosk tells later of a ticket entered by its QR code is about the same ticket', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5007));
  expect(hall.run(kiosk(), fact(1, 5007))).toEqual([{ type: 'ticket.recognized', ticketId: ticket(1), as: ticket(1), deviceId: 'kiosk-1' }]);
  expect([hall.when(kiosk(), fact(1, 5007)), hall.state.ticketById.size, hall.state.totals.issued]).toEqual([nothing, 1, 1]);
});

test('[GD6] one entered by number keeps the desk’s id; word of its paper by the kiosk’s id reaches it', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5007));
  expect(hall.run(kiosk(), fact(8, 5007))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(1), as: ticket(8), deviceId: 'kiosk-1', says: { issuedAt: monday9, stops: [{ queueId: 'q-market' }] } }]);
  expect(hall.when(kiosk(), fact(8, 5007))).toEqual(nothing);
  expect([hall.run(kiosk(), paper(8, 'failed')), of(hall, 1)?.paper, hall.state.ticketById.size]).toEqual([[], 'printed', 1]);
  hall.run(kiosk(), { type: 'reprint.record', ticketId: ticket(8), day, jobId: testId('copy'), copy: 1, at: hall.now });
  expect(of(hall, 1)?.reprints).toMatchObject([{ copy: 1 }]);
  expect([hall.when(kiosk(), fact(9, 5007)), hall.when(manager, enter(8, 5099))]).toEqual([no('numbers.taken', { n: 5007 }), no('ticket.exists')]);
});

test('[GD6] only the kiosk whose band it is speaks of a number', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5007));
  expect(hall.when(kiosk(2), fact(8, 5007))).toEqual(no('numbers.notYours', { n: 5007 }));
  hall.run(kiosk(), issue(2));
  expect(hall.when(kiosk(), fact(8, 1))).toEqual(no('numbers.taken', { n: 1 }));
  expect(hall.when(kiosk(), fact(8, 5007, { day: '2026-01-06' }))).toEqual({ kind: 'fault', fault: { code: 'day.notOpen' } });
});

test('[GD6] what the kiosk’s unanswered question had made ends as superseded, and the entered ticket stays where it is', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(3));
  hall.run(manager, enter(1, 5007));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), { type: 'window.callNext', windowId: 'w1', active: null });
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(3), reason: 'visitor' });
  hall.run(clerkAt('w1'), callNext('w1'));
  const told = hall.run(kiosk(), fact(8, 5007, { instead: { commandId: testId('intent'), ticketId: ticket(3) } }));
  expect(told).toEqual([{ type: 'ticket.cancelled', ticketId: ticket(3), reason: 'superseded' }, { type: 'ticket.recognized', ticketId: ticket(1), as: ticket(8), deviceId: 'kiosk-1' }]);
  expect(of(hall, 1)?.stops[0]?.life).toMatchObject({ status: 'called', windowId: 'w1' });
});

test('[GD6] [BK6] it keeps the booking that the unanswered question was for: nobody gets a second number with that', () => {
  const hall = openHall({ config: testConfig({ bookings: { daysAhead: 1, slotMinutes: 30, perSlot: { 'q-market': 1 }, blockAfter: null } }) });
  hall.run(manager, { type: 'booking.make', bookingId: testId('b'), ...items('market-1'), date: day, from: monday9, to: monday9 + 30 * minute });
  const booking = [...hall.state.bookingById.values()][0]?.code;
  hall.run(kiosk(), issue(3, 'market-1', { booking }));
  hall.run(manager, enter(1, 5007));
  hall.run(kiosk(), fact(8, 5007, { instead: { commandId: testId('intent'), ticketId: ticket(3) } }));
  expect(hall.when(kiosk(), issue(4, 'market-1', { booking }))).toEqual(no('booking.used'));
});

test('[GD6] after the close, and on a later day, the word is stored with the day of the number', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(3));
  [1, 2].forEach((n) => hall.run(manager, enter(n, 5006 + n)));
  hall.run(manager, { type: 'day.close' });
  expect(hall.run(kiosk(), fact(8, 5007, { instead: { commandId: testId('intent'), ticketId: ticket(3) } }))).toEqual([
    { type: 'ticket.cancelled', ticketId: ticket(3), reason: 'superseded', lateDay: day }, { type: 'ticket.recognized', ticketId: ticket(1), as: ticket(8), deviceId: 'kiosk-1', lateDay: day },
  ]);
  hall.pass(24 * 60 * minute);
  expect(hall.state.knownAs.size).toBe(0);
  expect([hall.when(kiosk(), fact(8, 5007)), hall.when(kiosk(), fact(2, 5008))]).toEqual([nothing, nothing]);
  expect(hall.run(kiosk(), fact(9, 5008))).toEqual([{ type: 'ticket.recognized', ticketId: ticket(2), as: ticket(9), deviceId: 'kiosk-1', lateDay: day }]);
  expect(hall.when(kiosk(), fact(9, 5008))).toEqual(nothing);
  expect(hall.run(kiosk(), { type: 'reprint.record', ticketId: ticket(9), day, jobId: testId('copy'), copy: 1, at: hall.now })).toMatchObject([{ ticketId: ticket(2), lateDay: day }]);
  expect(hall.run(kiosk(), paper(8, 'sent'))).toMatchObject([{ ticketId: ticket(1), paper: 'printed', lateDay: day }]);
  expect(hall.when(kiosk(), fact(10, 1))).toEqual(no('numbers.taken', { n: 1 }));
  expect(hall.when(manager, enter(9, 5011))).toEqual(no('ticket.exists'));
});

test('[GD7] an entered number counts and is promised its bound like any other', () => {
  const hall = openHall();
  hall.run(hub, { type: 'clock.tick' });
  hall.run(kiosk(), issue(1));
  hall.now += 1;
  hall.run(manager, enter(2, 5007, { issuedAt: hall.now }));
  expect([of(hall, 2)?.stops[0]?.bound, takenIn(hall.state, { date: day as never, slot: null }, ['market-1' as never])]).toEqual([2, 2]);
  expect(momentOf(hall).waits.get('q-market' as never)).toBeNull();
});
