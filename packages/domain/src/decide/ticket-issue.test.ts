import { hub, issue, kiosk, manager, monday9, openHall, createScenario, testConfig, testId, ticket, clerkAt, callNext } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const offline = (n: number, more: Record<string, unknown> = {}) => ({
  type: 'ticket.issueOffline', ticketId: ticket(n), number: { prefix: 'A', n: 5000 + n }, queueId: 'q-market',
  items: [{ itemId: 'market-1', count: 1 }], language: 'zh', day: '2026-01-05', issuedAt: monday9, paper: 'none', instead: null, ...more,
});
const items = (...ids: string[]) => ({ items: ids.map((itemId) => ({ itemId, count: 1 })) });
const numberOf = (hall: ReturnType<typeof openHall>, n: number) => hall.state.ticketById.get(ticket(n))?.number;

test('[N1] numbers count up by prefix and stay unique', () => {
  const hall = openHall();
  [1, 2].forEach((n) => hall.run(kiosk(), issue(n)));
  hall.run(kiosk(2), issue(3, 'tax-1'));
  hall.run(kiosk(2), issue(4, 'market-2'));
  expect([1, 2, 3, 4].map((n) => numberOf(hall, n))).toEqual([
    { prefix: 'A', n: 1 }, { prefix: 'A', n: 2 }, { prefix: 'F', n: 1 }, { prefix: 'A', n: 3 },
  ]);
});

test('[N2] no ticket before the day, after its close, or outside the hours', () => {
  const hours = testConfig({ timetable: { kind: 'weekly', week: Array.from({ length: 7 }, () => [{ from: '09:00', to: '12:00' }]), special: {} } });
  const hall = createScenario({ config: hours });
  const closed = { kind: 'rejection', rejection: { code: 'day.closed' } };
  expect(hall.when(kiosk(), issue(1))).toEqual(closed);
  hall.run(hub, { type: 'clock.tick' });
  expect(hall.when(kiosk(), issue(1)).kind).toBe('events');
  hall.now += 3 * 3_600_000;
  expect(hall.when(kiosk(), issue(1))).toEqual(closed);
  hall.run(manager, { type: 'day.close' });
  expect(hall.when(kiosk(), issue(1))).toEqual(closed);
});

test('[N3] items must be known; several of one queue make one stop', () => {
  const hall = openHall();
  expect(hall.when(kiosk(), issue(1, 'nothing'))).toEqual({ kind: 'rejection', rejection: { code: 'item.unknown', itemId: 'nothing' } });
  hall.run(kiosk(), issue(1, '', items('market-1', 'market-2')));
  expect(hall.state.ticketById.get(ticket(1))?.stops.map((stop) => stop.items.length)).toEqual([2]);
});

test('[N4] number 4999 is the last online one, and a ticket id is used once', () => {
  const hall = openHall();
  hall.given({ type: 'numbers.resumed', date: '2026-01-05', after: { A: 4998 } });
  hall.run(kiosk(), issue(1));
  expect(numberOf(hall, 1)).toEqual({ prefix: 'A', n: 4999 });
  expect(hall.when(kiosk(), issue(2))).toEqual({ kind: 'rejection', rejection: { code: 'numbers.exhausted', prefix: 'A' } });
  expect(hall.when(kiosk(), issue(1, 'tax-1'))).toEqual({ kind: 'rejection', rejection: { code: 'ticket.exists' } });
  hall.pastTickets.set(ticket(9), { ticketId: ticket(9), day: '2026-01-04' as never, device: 'kiosk-1' as never, paper: 'none', isMistaken: false });
  expect(hall.when(kiosk(), issue(9, 'tax-1'))).toEqual({ kind: 'rejection', rejection: { code: 'ticket.exists' } });
});

test('[N4] only an agent issues', () => {
  const hall = openHall();
  const notYours = { kind: 'rejection', rejection: { code: 'command.notYours' } };
  expect([issue(1), offline(1)].map((command) => hall.when(manager, command))).toEqual([notYours, notYours]);
});

test('[N5] an offline issue takes the number on the paper and waits like any other', () => {
  const hall = openHall();
  hall.run(kiosk(), offline(1));
  expect(hall.state.ticketById.get(ticket(1))).toMatchObject({ number: { prefix: 'A', n: 5001 }, offline: true, paper: 'none' });
  expect(hall.state.waiting.get('q-market' as never)).toEqual([{ ticketId: ticket(1), stop: 0 }]);
  hall.run(kiosk(), issue(2));
  expect(numberOf(hall, 2)).toEqual({ prefix: 'A', n: 1 });
});

test('[N5] an online number that a restored hub has forgotten comes back, and counting goes on behind it', () => {
  const hall = openHall();
  hall.run(kiosk(), offline(1, { number: { prefix: 'A', n: 17 } }));
  expect(hall.state.ticketById.get(ticket(1))?.offline).toBe(false);
  hall.run(kiosk(), issue(2));
  expect(numberOf(hall, 2)).toEqual({ prefix: 'A', n: 18 });
});

test('[N6] a number of another band or of another ticket is refused', () => {
  const hall = openHall();
  hall.run(kiosk(), offline(1));
  expect(hall.when(kiosk(2), offline(2))).toEqual({ kind: 'rejection', rejection: { code: 'numbers.notYours', n: 5002 } });
  expect(hall.when(kiosk(), offline(2, { number: { prefix: 'A', n: 5001 } }))).toEqual({
    kind: 'rejection', rejection: { code: 'numbers.taken', n: 5001 },
  });
});

test('[N7] the same ticket again changes nothing', () => {
  const hall = openHall();
  hall.run(kiosk(), offline(1));
  expect(hall.run(kiosk(), offline(1))).toEqual([]);
  hall.pastTickets.set(ticket(8), { ticketId: ticket(8), day: '2026-01-04' as never, device: 'kiosk-1' as never, paper: 'none', isMistaken: false });
  expect(hall.run(kiosk(), offline(8, { day: '2026-01-04' }))).toEqual([]);
});

const instead = (n: number) => ({ instead: { commandId: testId('intent', n), ticketId: ticket(n) } });

test('[N8] the printed number takes the place of the ticket that the lost answer had made', () => {
  const hall = openHall();
  [1, 2].forEach((n) => {
    hall.run(kiosk(), issue(n));
    hall.now += 1000;
  });
  hall.run(kiosk(), offline(3, instead(1)));
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.life).toMatchObject({ status: 'cancelled', reason: 'superseded' });
  expect(hall.state.waiting.get('q-market' as never)?.map((ref) => ref.ticketId)).toEqual([ticket(3), ticket(2)]);
});

test('[N8] an intent that the hub took late does not put the printed number behind its own time', () => {
  const hall = openHall();
  hall.now += 3000;
  hall.run(kiosk(), issue(1));
  hall.run(kiosk(), offline(2, { issuedAt: monday9 + 2000 }));
  hall.run(kiosk(), offline(3, { issuedAt: monday9 + 1000, ...instead(1) }));
  expect(hall.state.waiting.get('q-market' as never)?.map((ref) => ref.ticketId)).toEqual([ticket(3), ticket(2)]);
});

test('[N8] a window that had called the superseded ticket becomes idle', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(kiosk(), offline(3, instead(1)));
  expect(hall.state.windowById.get('w1' as never)?.active).toBeNull();
});

const knownVisitor = { personClass: 'elder', needs: ['wheelchair'], booked: { from: monday9, to: monday9 + 600_000 } };
const personAt = (hall: ReturnType<typeof openHall>, n: number) => {
  const of = hall.state.ticketById.get(ticket(n));
  return { personClass: of?.personClass, needs: of?.needs, booked: of?.booked, urgent: of?.urgent?.reason };
};

test('[N8] the printed number inherits booking, urgency, class and needs, and is listed as urgent once', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1, 'market-1', knownVisitor));
  hall.run(manager, { type: 'ticket.makeUrgent', ticketId: ticket(1), reason: 'unwell' });
  expect(hall.run(kiosk(), offline(3, instead(1))).map(({ type }) => type)).toEqual(['ticket.cancelled', 'ticket.issued', 'ticket.madeUrgent']);
  expect(personAt(hall, 3)).toEqual({ ...knownVisitor, urgent: 'unwell' });
  expect([...hall.state.urgent]).toEqual([ticket(3)]);
});

test('[N8] class and needs that the kiosk says again are those of the paper', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1, 'market-1', knownVisitor));
  hall.run(kiosk(), offline(3, { personClass: 'ordinary', needs: [], ...instead(1) }));
  expect(personAt(hall, 3)).toEqual({ personClass: 'ordinary', needs: [], booked: knownVisitor.booked, urgent: undefined });
});

test('[N8] urgency is inherited in a closed day too, and in a day that is gone nobody is made urgent', () => {
  const hall = openHall();
  [1, 2].forEach((n) => {
    hall.run(kiosk(), issue(n));
    hall.run(manager, { type: 'ticket.makeUrgent', ticketId: ticket(n), reason: 'unwell' });
  });
  hall.run(kiosk(), offline(4, { day: '2026-01-04', ...instead(2) }));
  hall.run(manager, { type: 'day.close' });
  hall.run(kiosk(), offline(3, instead(1)));
  hall.run(manager, { type: 'day.open' });
  expect([personAt(hall, 3).urgent, [...hall.state.urgent]]).toEqual(['unwell', [ticket(3)]]);
});

test('[N8] nobody supersedes the ticket of another kiosk', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(kiosk(2), offline(600, instead(1)));
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.life.status).toBe('waiting');
  hall.pastTickets.set(ticket(7), { ticketId: ticket(7), day: '2026-01-04' as never, device: 'kiosk-9' as never, paper: 'none', isMistaken: false });
  expect(hall.run(kiosk(2), offline(601, instead(7)))).toHaveLength(1);
});

test('[N9] the time of an offline issue is kept within what the hub knows', () => {
  const hall = openHall();
  hall.now += 60_000;
  const issuedAt = (n: number) => hall.state.ticketById.get(ticket(n))?.issuedAt;
  hall.run(kiosk(1, monday9 + 20_000), offline(1, { issuedAt: monday9 }));
  hall.run(kiosk(), offline(2, { issuedAt: monday9 + 90_000 }));
  hall.run(kiosk(), offline(3, { issuedAt: monday9 + 30_000 }));
  expect([1, 2, 3].map(issuedAt)).toEqual([monday9 + 20_000, monday9 + 60_000, monday9 + 30_000]);
});

test('[N10] a fact of an earlier day is stored with that day and leaves the open one alone', () => {
  const hall = openHall();
  hall.pastTickets.set(ticket(7), { ticketId: ticket(7), day: '2026-01-04' as never, device: 'kiosk-1' as never, paper: 'none', isMistaken: false });
  const events = hall.run(kiosk(), offline(1, { day: '2026-01-04', ...instead(7) }));
  expect(events.map((event) => [event.type, 'lateDay' in event && event.lateDay])).toEqual([
    ['ticket.cancelled', '2026-01-04'], ['ticket.issued', '2026-01-04'], ['ticket.abandoned', '2026-01-04'],
  ]);
  expect(hall.state.ticketById.size).toBe(0);
});

test('[N8] an intent of the day before, or of the day after, ends in its own day', () => {
  const hall = openHall();
  hall.pastTickets.set(ticket(7), { ticketId: ticket(7), day: '2026-01-04' as never, device: 'kiosk-1' as never, paper: 'none', isMistaken: false });
  const late = hall.run(kiosk(), offline(1, instead(7)));
  expect(late.map((event) => [event.type, 'lateDay' in event ? event.lateDay : null])).toEqual([['ticket.cancelled', '2026-01-04'], ['ticket.issued', null]]);
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.life.status).toBe('waiting');
  hall.run(kiosk(), issue(2));
  const early = hall.run(kiosk(), offline(3, { day: '2026-01-04', ...instead(2) }));
  expect(early.map((event) => ('lateDay' in event ? event.lateDay : null))).toEqual([null, '2026-01-04', '2026-01-04']);
  expect(hall.state.ticketById.get(ticket(2))?.stops[0]?.life).toMatchObject({ status: 'cancelled', reason: 'superseded' });
});

test('[N10] a late ticket of a day that is reopened waits again, the superseded one does not', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(manager, { type: 'day.close' });
  hall.run(kiosk(), offline(2, instead(1)));
  expect(hall.state.ticketById.get(ticket(2))?.stops[0]?.life.status).toBe('abandoned');
  hall.run(manager, { type: 'day.open' });
  expect([1, 2].map((n) => hall.state.ticketById.get(ticket(n))?.stops[0]?.life.status)).toEqual(['cancelled', 'waiting']);
});

test('[N11] no clock that is not believed makes a day past that has not been opened', () => {
  const hall = openHall();
  hall.run(manager, { type: 'day.close' });
  hall.now += 400 * 86_400_000;
  expect(hall.when(kiosk(), offline(1, { day: '2026-01-06' }))).toEqual({ kind: 'fault', fault: { code: 'day.notOpen' } });
  expect(hall.when(kiosk(), offline(2, { day: '2026-01-04' }))).toMatchObject({ kind: 'events', events: [{ lateDay: '2026-01-04' }, { type: 'ticket.abandoned' }] });
  hall.run(manager, { type: 'day.open' });
  expect(hall.when(kiosk(), offline(1, { day: '2026-01-06' })).kind).toBe('events');
});

test('[N11] a fact of a day that is not open yet waits with its sender', () => {
  const notYet = { kind: 'fault', fault: { code: 'day.notOpen' } };
  expect(openHall().when(kiosk(), offline(1, { day: '2026-01-06' }))).toEqual(notYet);
  expect(createScenario().when(kiosk(), offline(1))).toEqual(notYet);
  expect(createScenario().when(kiosk(), offline(1, { day: '2026-01-04' })).kind).toBe('events');
});
