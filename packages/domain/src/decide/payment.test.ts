import { at, bankClerkAt, callNext, clerkAt, finish, issue, kiosk, manager, openHall, testConfig, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { Command, decide, emptyHall, evolve, type Actor, type Context } from '../index.ts';

const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const [w1, w2, bank, otherBank] = [clerkAt('w1'), clerkAt('w2'), bankClerkAt('w4'), bankClerkAt('w3')];
const line = (fen: number, quantity = 1) => ({ itemId: 'market-1', basis: '收费标准第三条', fen, quantity });
const notice = (more: Record<string, unknown> = {}) => at('notice.issue', 'w1', 1, { lines: [line(2_000, 2)], waiver: null, payee: '财政专户', code: null, ...more });

/** The first visitor is served at w1, a second one waits; the bank sits at w4 and w3. */
function servingHall(options: Parameters<typeof openHall>[0] = {}): Scenario {
  const hall = openHall(options);
  for (const n of [1, 2]) {
    hall.run(kiosk(), issue(n));
    hall.now += 1_000;
  }
  for (const actor of [w1, w2, bank, otherBank]) hall.run(actor, { type: 'window.open', windowId: actor.role === 'clerk' ? actor.windowId : '' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  return hall;
}

const noticesOf = (hall: Scenario) => [...hall.state.noticeById.values()];
const newest = (hall: Scenario) => noticesOf(hall).at(-1);
const idOf = (hall: Scenario) => newest(hall)?.noticeId ?? '';
const statuses = (hall: Scenario) => hall.state.ticketById.get(ticket(1))?.stops.map((stop) => stop.life.status);
const confirm = (hall: Scenario, more: Record<string, unknown> = {}) => ({ type: 'notice.confirm', noticeId: idOf(hall), receipt: 'R-77', paidBy: 'cash', ...more });
const confirmByPhone = (hall: Scenario) => hall.run(bank, confirm(hall, { paidBy: 'phone' }));
const voidByManager = (hall: Scenario) => hall.run(manager, { type: 'notice.void', noticeId: idOf(hall), reason: 'x' });
const called = (hall: Scenario, windowId: string) => {
  const events = hall.run(windowId === 'w1' ? w1 : w2, callNext(windowId));
  return events.flatMap((event) => (event.type === 'ticket.called' ? [event.ticketId] : []));
};

test('[Y1] a notice sums its lines less the waiver, in whole fen, and what makes no sense is refused', () => {
  const hall = servingHall();
  const refusals = [
    notice({ lines: [line(0)] }), notice({ waiver: { fen: 4_001, basis: '减免' } }), notice({ lines: [{ ...line(1), itemId: 'nothing' }] }), notice({ waiver: { fen: 4_000, basis: '减免' } }),
  ].map((command) => hall.when(w1, command));
  expect(refusals).toEqual([no('notice.nothingDue'), no('notice.waiverTooLarge', { fen: 4_000 }), no('item.unknown', { itemId: 'nothing' }), no('notice.nothingDue')]);
  for (const lines of [[line(-1)], [line(0.5)], [line(1, 0)], []]) expect(() => hall.when(w1, notice({ lines }))).toThrow('lines');
  expect(hall.when(w2, at('notice.issue', 'w2', 1, { lines: [line(1)], waiver: null, payee: 'x', code: null }))).toEqual(no('window.changed'));
  hall.run(w1, notice({ lines: [line(2_000, 2), line(500)], waiver: { fen: 1_000, basis: '低保减免' }, code: '33010026000001234567' }));
  expect(newest(hall)).toMatchObject({ fen: 3_500, status: 'open', ticket: { prefix: 'A', n: 1 }, windowId: 'w1', code: '33010026000001234567', config: 1, receipt: null });
  const none = servingHall({ config: testConfig({ payment: null }) });
  expect(none.when(w1, notice())).toEqual(no('payment.none'));
});

test('[Y2] the visitor waits for the bank, the window calls on, and after the payment the visitor comes back first and here', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  expect([statuses(hall), hall.state.windowById.get('w1' as never)?.active]).toEqual([['blocked', 'waiting'], null]);
  hall.run(kiosk(), issue(3));
  hall.run(bank, callNext('w4'));
  hall.run(bank, at('stop.start', 'w4', 1));
  expect(hall.run(bank, confirm(hall))).toMatchObject([
    { type: 'stop.finished', stop: 1, windowId: 'w4' }, { type: 'stop.opened', stop: 0 }, { type: 'notice.paid', receipt: { number: 'R-77', paidBy: 'cash', clerkId: 'clerk-w4' } },
  ]);
  expect(statuses(hall)).toEqual(['waiting', 'done']);
  expect(called(hall, 'w2')).toEqual([ticket(2)]);
  expect(called(hall, 'w1')).toEqual([ticket(1)]);
  hall.run(w1, finish('w1', 1));
  expect([statuses(hall), hall.state.totals]).toMatchObject([['done', 'done'], { blocked: 0, done: 2 }]);
});

test('[Y2] where nobody sits at that window any more, another one takes the visitor back', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(w1, { type: 'window.close', windowId: 'w1' });
  hall.run(bank, confirm(hall, { paidBy: 'phone' }));
  expect(called(hall, 'w2')).toEqual([ticket(1)]);
});

test('[Y3] numbers are the date and eight digits, and differ', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 2));
  hall.run(w1, { ...notice(), ticketId: ticket(2) });
  const numbers = noticesOf(hall).map(({ number }) => number);
  expect(new Set(numbers).size).toBe(2);
  for (const number of numbers) expect(number).toMatch(/^20260105-\d{8}$/);
});

test('[Y3] a lot that has been drawn already is drawn again', () => {
  const hall = servingHall();
  const lots = ['n1', 'lot', 'n2', 'lot', 'lot', 'other'].values();
  const context: Context = {
    now: hall.now, upSince: 0, newId: () => lots.next().value ?? '', isAgent: () => true, masked: (text) => text, personKey: () => 'p' as never, config: hall.config, configVersion: 1, actor: w1,
    past: { ticket: () => null, isTaken: () => false, isClosed: () => false, numbered: () => null, pass: () => null, booking: () => null, isBooked: () => false },
  };
  const draw = () => {
    const decision = decide(hall.state, Command.parse(notice()), context);
    const [issued] = decision.kind === 'events' ? decision.events : [];
    if (issued?.type !== 'notice.issued') throw new Error('no notice');
    hall.state.noticeById.set(issued.notice.noticeId, issued.notice);
    return issued.notice.number;
  };
  expect(draw()).not.toBe(draw());
  expect([...lots]).toEqual([]);
});

test('[Y4] nobody but the bank confirms, and once', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  for (const actor of [w1, clerkAt('w4'), manager, kiosk()]) expect(hall.when(actor, confirm(hall))).toEqual(no('notice.bankOnly'));
  expect(hall.when(bank, confirm(hall, { noticeId: ticket(9) }))).toEqual(no('notice.unknown'));
  hall.run(bank, confirm(hall));
  expect(hall.when(bank, confirm(hall))).toEqual(no('notice.notOpen', { status: 'paid' }));
  expect(hall.when(manager, { type: 'notice.void', noticeId: idOf(hall), reason: 'x' })).toEqual(no('notice.notOpen', { status: 'paid' }));
});

test('[Y4] a clerk of the bank who sits at another window takes no money there', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  expect([bankClerkAt('w1'), bankClerkAt('w2')].map((actor) => hall.when(actor, confirm(hall, { paidBy: 'phone' })))).toEqual([no('notice.bankOnly'), no('notice.bankOnly')]);
  hall.config = testConfig({ payment: null });
  expect(hall.when(bank, confirm(hall))).toEqual(no('notice.bankOnly'));
});

const replacing = (actor: Actor): Actor => ({ ...actor, clerkId: `new-${actor.role === 'clerk' ? actor.windowId : ''}` }) as Actor;

test('[Y4] [Y7] [W6] whoever was taken over from settles no notice of that window any more; while nobody sits there, its clerk does', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(bank, callNext('w4'));
  hall.run(replacing(bank), { type: 'window.takeOver', windowId: 'w4', from: 'clerk-w4', leaving: null });
  expect(hall.when(bank, confirm(hall))).toEqual(no('window.taken'));
  hall.run(replacing(bank), confirm(hall));
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, notice());
  const voiding = { type: 'notice.void', noticeId: idOf(hall), reason: '填错' };
  hall.run(replacing(w1), { type: 'window.takeOver', windowId: 'w1', from: 'clerk-w1', leaving: null });
  expect([hall.when(w1, voiding), hall.when(replacing(w1), voiding).kind]).toEqual([no('window.taken'), 'events']);
  hall.run(replacing(w1), { type: 'window.close', windowId: 'w1' });
  expect(hall.run(w1, voiding)).toMatchObject([{ type: 'notice.voided', clerkId: 'clerk-w1' }, { type: 'stop.dropped' }, { type: 'stop.opened', stop: 0 }]);
});

const items = (itemId: string) => [{ itemId, count: 1 }];

test('[Y9] [GD8] the notice of a desk’s entry that became another paper’s number is settled without touching that paper’s way', () => {
  const hall = openHall();
  for (const actor of [w1, bank]) hall.run(actor, { type: 'window.open', windowId: actor.role === 'clerk' ? actor.windowId : '' });
  const number = { prefix: 'A', n: 5001 };
  hall.run(manager, { type: 'ticket.enter', ticketId: ticket(1), number, language: 'zh', items: items('market-1'), issuedAt: hall.now });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, notice());
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(1), reason: 'mistake' });
  const stops = [{ queueId: 'q-market', items: items('market-1'), after: [] }, { queueId: 'q-bank', items: items('bank-1'), after: [] }];
  hall.run(kiosk(1, hall.now), {
    type: 'ticket.issueOffline', ticketId: ticket(1), number, queueId: 'q-market', items: items('market-1'), stops, day: '2026-01-05', issuedAt: hall.now, instead: null, language: 'zh', paper: 'none',
  });
  expect([confirm(hall, { paidBy: 'phone' }), { type: 'notice.void', noticeId: idOf(hall), reason: 'x' }].map((command) => hall.when(command.type === 'notice.void' ? manager : bank, command))).toMatchObject([
    { kind: 'events', events: [{ type: 'notice.paid' }] }, { kind: 'events', events: [{ type: 'notice.voided' }] },
  ]);
  hall.run(bank, callNext('w4'));
  hall.run(bank, finish('w4', 1));
  expect(statuses(hall)).toEqual(['waiting', 'done']);
});

test('[Y5] at the bank nobody is done unpaid, by finish or by call next; refused it ends the way back and the notice stays open', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(bank, callNext('w4'));
  hall.run(bank, at('stop.start', 'w4', 1));
  expect(hall.when(bank, finish('w4', 1))).toEqual(no('notice.unpaid'));
  expect(hall.when(bank, callNext('w4', ticket(1)))).toEqual(no('notice.unpaid'));
  hall.run(bank, { ...finish('w4', 1), outcome: 'refused' });
  expect([statuses(hall), newest(hall)?.status]).toEqual([['cancelled', 'done'], 'open']);
});

test('[Y6] paid by phone: back without the bank', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  expect(hall.run(bank, confirm(hall, { paidBy: 'phone' }))).toMatchObject([{ type: 'stop.dropped', stop: 1 }, { type: 'stop.opened', stop: 0 }, { type: 'notice.paid' }]);
  expect(statuses(hall)).toEqual(['waiting', 'cancelled']);
});

test('[Y7] voided by its window or a manager, the visitor returns; not while standing at a bank window', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  const voiding = () => ({ type: 'notice.void', noticeId: idOf(hall), reason: '填错' });
  expect([w2, kiosk()].map((actor) => hall.when(actor, voiding()))).toEqual([no('command.notYours'), no('command.notYours')]);
  hall.run(bank, callNext('w4'));
  expect(hall.when(w1, voiding())).toEqual(no('ticket.elsewhere', { windowId: 'w4', label: '4' }));
  expect(hall.when(otherBank, confirm(hall))).toEqual(no('ticket.elsewhere', { windowId: 'w4', label: '4' }));
  const waiting = servingHall();
  waiting.run(w1, notice());
  waiting.run(manager, { type: 'notice.void', noticeId: idOf(waiting), reason: '填错' });
  expect([statuses(waiting), newest(waiting)?.status]).toEqual([['waiting', 'cancelled'], 'voided']);
});

test('[Y8] a notice that nobody pays in time expires, once', () => {
  const hall = servingHall({ config: testConfig({ day: { changesAt: '04:00', guardsClock: false } }) });
  hall.run(w1, notice());
  hall.now += 15 * 86_400_000 - 1;
  // The first tick opens the day, and does nothing else.
  expect(hall.pass(0).at(-1)?.type).toBe('day.opened');
  expect(hall.pass(0).filter(({ type }) => type === 'notice.expired')).toEqual([]);
  const expired = hall.pass(1).filter(({ type }) => type === 'notice.expired');
  expect([expired.length, newest(hall)?.status]).toEqual([1, 'expired']);
  expect(hall.pass(1).filter(({ type }) => type === 'notice.expired')).toEqual([]);
});

test('[Y9] an open notice outlives the day and a restart, and is paid without anybody returning; settled ones stay behind', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 2));
  hall.run(w1, { ...notice(), ticketId: ticket(2) });
  hall.run(manager, { type: 'notice.void', noticeId: idOf(hall), reason: 'x' });
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  const refolded = emptyHall();
  for (const entry of hall.log.slice(hall.log.findLastIndex(({ event }) => event.type === 'day.opened'))) evolve(refolded, entry);
  expect([...refolded.noticeById.values()]).toEqual(noticesOf(hall));
  expect(noticesOf(hall).map(({ status }) => status)).toEqual(['open']);
  expect(hall.run(bank, confirm(hall))).toMatchObject([{ type: 'notice.paid' }]);
});

test('[Y9] settled while the day was closed, the visitor is not sent to pay again when it is reopened', () => {
  for (const settle of [confirmByPhone, voidByManager]) {
    for (const isCalled of [false, true]) {
      const hall = servingHall();
      hall.run(w1, notice());
      const place = hall.state.ticketById.get(ticket(1))?.stops[0]?.place;
      if (isCalled) hall.run(bank, callNext('w4'));
      hall.run(manager, { type: 'day.close' });
      settle(hall);
      expect(statuses(hall)).toEqual(['abandoned', 'abandoned']);
      hall.now += 600_000;
      expect(hall.run(manager, { type: 'day.open' })).toMatchObject([{ type: 'day.reopened' }, { type: 'stop.dropped', stop: 1 }, { type: 'stop.opened', stop: 0 }]);
      expect([statuses(hall), hall.state.ticketById.get(ticket(1))?.stops[0]?.place]).toEqual([['waiting', 'cancelled'], place]);
    }
  }
});

test('[Y9] a reopened day moves nobody whose notice is open, or who was back before the close', () => {
  const [open, back] = [servingHall(), servingHall()];
  open.run(w1, notice());
  back.run(w1, notice());
  confirmByPhone(back);
  for (const hall of [open, back]) {
    hall.run(manager, { type: 'day.close' });
    expect(hall.run(manager, { type: 'day.open' })).toHaveLength(1);
  }
  expect([statuses(open), statuses(back)]).toEqual([['blocked', 'waiting'], ['waiting', 'cancelled']]);
});

test('[Y9] missed at the bank for good and paid while the day was closed: the way back opens at the reopening', () => {
  const hall = missedAtBank();
  hall.run(manager, { type: 'day.close' });
  confirmByPhone(hall);
  hall.run(manager, { type: 'day.open' });
  expect(statuses(hall)).toEqual(['waiting', 'abandoned']);
});

test('[O10] at the bank an ordinary visitor is promised a bound, a preferred one is not', () => {
  const hall = servingHall();
  hall.run(kiosk(), issue(8, 'bank-1'));
  hall.run(kiosk(), issue(9, 'market-1', { personClass: 'elder' }));
  hall.now += 1_000;
  expect(hall.run(w1, notice())).toMatchObject([{ type: 'notice.issued', bound: 2 }]);
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 9));
  const [issued] = hall.run(w1, { ...notice(), ticketId: ticket(9) });
  expect(issued).not.toHaveProperty('bound');
  expect(hall.state.ticketById.get(ticket(1))?.stops[1]).toMatchObject({ bound: 2, overtaken: 0 });
});

const patient = testConfigWithPolicy({ callsBeforeMissed: 1, callSpacingMs: 1_000, missAfterMs: 1_000, restoreWithinMs: 600_000 });

function missedAtBank(): Scenario {
  const hall = servingHall({ config: patient });
  hall.run(w1, notice());
  hall.run(bank, callNext('w4'));
  hall.pass(5_000);
  hall.run(bank, at('stop.miss', 'w4', 1));
  hall.pass(700_000);
  return hall;
}

test('[Y6] missed at the bank for good, then paid or voided: the visitor returns', () => {
  for (const settle of [confirmByPhone, voidByManager]) {
    const hall = missedAtBank();
    expect(statuses(hall)).toEqual(['blocked', 'abandoned']);
    settle(hall);
    expect(statuses(hall)).toEqual(['waiting', 'abandoned']);
  }
});

test('[Y5] the end that a confirmation made cannot be undone', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(bank, callNext('w4'));
  hall.run(bank, confirm(hall));
  expect(hall.when(bank, at('action.undo', 'w4', 1, { what: 'finish' }))).toEqual(no('undo.changed'));
});

test('[Y2] after an earlier notice was settled without the bank, and one expired there, the way back opens all the same, at the old place', () => {
  for (const settle of [confirmByPhone, voidByManager]) {
    const hall = servingHall();
    hall.run(w1, notice());
    settle(hall);
    hall.run(w1, callNext('w1'));
    hall.run(w1, at('stop.start', 'w1', 1));
    const place = hall.state.ticketById.get(ticket(1))?.stops[0]?.place;
    hall.run(w1, notice());
    hall.run(bank, callNext('w4'));
    hall.given({ type: 'notice.expired', noticeId: idOf(hall) });
    hall.now += 600_000;
    hall.run(bank, finish('w4', 1));
    expect([statuses(hall), hall.state.ticketById.get(ticket(1))?.stops[0]?.place]).toEqual([['waiting', 'cancelled', 'done'], place]);
  }
});

test('[Y2] an item added at the bank opens with the payment', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(bank, callNext('w4'));
  hall.run(bank, at('stop.start', 'w4', 1));
  hall.run(bank, at('stop.addItem', 'w4', 1, { itemId: 'tax-1', count: 1 }));
  hall.run(bank, confirm(hall));
  expect(statuses(hall)).toEqual(['waiting', 'done', 'waiting']);
});

test('[O10] the promise goes on over the way to the bank', () => {
  const hall = servingHall();
  const stop = () => hall.state.ticketById.get(ticket(1))?.stops[0];
  const before = stop()?.bound;
  hall.given({ type: 'ticket.called', ticketId: ticket(2), stop: 0, windowId: 'w2', callId: 'c'.padEnd(22, '0'), queueId: 'q-market', clerkId: 'clerk-w2', zone: 'A' });
  hall.run(w1, notice());
  hall.run(bank, confirm(hall, { paidBy: 'phone' }));
  expect([before, stop()?.bound, stop()?.overtaken]).toEqual([1, 1, 0]);
});

test('[Y1] more than a notice can hold is refused, whatever is waived of it', () => {
  const waived = notice({ lines: [line(10_000_000_000), line(1)], waiver: { fen: 10_000_000_000, basis: '减免' } });
  expect(servingHall().when(w1, waived)).toEqual(no('notice.tooLarge', { fen: 10_000_000_000 }));
  expect(servingHall().when(w1, notice({ lines: [line(10_000_000_000, 2)] }))).toEqual(no('notice.tooLarge', { fen: 10_000_000_000 }));
});

test('[Y6] [J1] who was missed for good at the bank, paid otherwise and is billed again comes back when that is paid, too', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(bank, callNext('w4'));
  for (let calls = 1; calls < 3; calls += 1) {
    hall.now += 20_000;
    hall.run(bank, at('ticket.recall', 'w4', 1));
  }
  hall.now += 20_000;
  hall.run(bank, at('stop.miss', 'w4', 1));
  hall.pass(3_700_000);
  confirmByPhone(hall);
  expect(statuses(hall)).toEqual(['waiting', 'abandoned']);
  expect(called(hall, 'w1')).toEqual([ticket(1)]);
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, notice());
  confirmByPhone(hall);
  expect(statuses(hall)?.[0]).toBe('waiting');
});

test('[Y5] nobody is sent from the bank with a pass instead of the payment', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(bank, callNext('w4'));
  const missing = { materials: [], other: '身份证', note: null };
  const lacking = at('stop.finish', 'w4', 1, { outcome: 'materialsMissing', count: 1, caseRef: null, missing });
  expect(hall.when(bank, lacking)).toEqual(no('notice.unpaid'));
  hall.run(bank, confirm(hall));
});

test('[Y9] an earlier notice, paid before the close, does not lead back who waits for a later one', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  confirmByPhone(hall);
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, notice());
  hall.run(manager, { type: 'day.close' });
  expect(hall.run(manager, { type: 'day.open' }).map(({ type }) => type)).toEqual(['day.reopened']);
  expect(statuses(hall)).toEqual(['blocked', 'cancelled', 'waiting']);
});

test('[J5] [Y5] who is refused where a second notice was to be paid, written at the bank itself, comes back neither there nor to the window', () => {
  const hall = servingHall();
  hall.run(w1, notice());
  hall.run(bank, callNext('w4'));
  hall.run(bank, at('stop.start', 'w4', 1));
  hall.run(bank, { ...notice(), windowId: 'w4' });
  hall.run(bank, callNext('w4'));
  hall.run(bank, at('stop.finish', 'w4', 1, { outcome: 'refused', count: 1, caseRef: null }));
  expect(statuses(hall)).toEqual(['cancelled', 'cancelled', 'done']);
});
