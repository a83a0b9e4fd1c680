import { at, bankClerkAt, callNext, clerkAt, hub, issue, kiosk, manager, openHall, testConfig, testId, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { DeviceId } from '../index.ts';
import { agentView } from '../view/agent-view.ts';

const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const [w1, w2, bank] = [clerkAt('w1'), clerkAt('w2'), bankClerkAt('w4')];
const bill = (windowId: string, n: number) =>
  at('notice.issue', windowId, n, { lines: [{ itemId: 'market-1', basis: '收费标准', fen: 500, quantity: 2 }], waiver: null, payee: '财政专户', code: null });
const lack = (windowId: string, n: number) =>
  at('stop.finish', windowId, n, { outcome: 'materialsMissing', count: 1, caseRef: null, missing: { materials: ['licence'], other: null, note: null } });

/** w2 has a printer, w1 has none; both serve somebody. */
function servingHall(config = testConfig()): Scenario {
  const hall = openHall({ config });
  for (const n of [1, 2]) hall.run(kiosk(), issue(n));
  for (const [actor, windowId] of [[w2, 'w2'], [w1, 'w1'], [bank, 'w4']] as const) hall.run(actor, { type: 'window.open', windowId });
  hall.run(w2, callNext('w2'));
  hall.run(w2, at('stop.start', 'w2', 1));
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 2));
  return hall;
}

const jobs = (hall: Scenario) => [...hall.state.slipByJob.values()];
const noticeId = (hall: Scenario) => [...hall.state.noticeById.keys()].at(-1) ?? '';
const again = (windowId: string, n: number, slip: Record<string, unknown>, job = 1) => ({ type: 'slip.order', windowId, jobId: testId('again', job), ticketId: ticket(n), slip });
const materials = { kind: 'materials', stop: 0 };
const report = (hall: Scenario, outcome: string, jobId: string = jobs(hall)[0]?.jobId ?? '') => ({ type: 'slip.report', jobId, day: hall.state.day?.date, outcome, at: hall.now });
const asked = (hall: Scenario) => agentView(hall.state, hall.config, 'kiosk-1' as DeviceId).slips.length;

test('[P8] a notice and missing materials are ordered on paper with the event, from the printer of the window', () => {
  const hall = servingHall();
  expect(hall.run(w2, bill('w2', 1)).map(({ type }) => type)).toEqual(['notice.issued', 'slip.ordered']);
  expect(jobs(hall)).toMatchObject([{ copy: 0, deviceId: 'kiosk-1', windowId: 'w2', ticketId: ticket(1), slip: { kind: 'payment', noticeId: noticeId(hall) }, outcome: null }]);
  hall.run(kiosk(), issue(3));
  hall.run(w2, callNext('w2'));
  hall.run(w2, at('stop.start', 'w2', 3));
  expect(hall.run(w2, lack('w2', 3))).toMatchObject([{ type: 'stop.finished' }, { type: 'slip.ordered', copy: 0, ticketId: ticket(3), slip: materials }]);
});

test('[P8] a window without a printer orders nothing and says so when asked', () => {
  const hall = servingHall();
  expect(hall.run(w1, lack('w1', 2)).map(({ type }) => type)).toEqual(['stop.finished']);
  expect(hall.when(w1, again('w1', 2, materials))).toEqual(no('slip.noPrinter'));
});

test('[P9] the desk prints again: the next copy, once per job, and only its own', () => {
  const hall = servingHall();
  hall.run(w2, bill('w2', 1));
  const slip = { kind: 'payment', noticeId: noticeId(hall) };
  hall.run(w2, again('w2', 1, slip));
  expect(hall.run(w2, again('w2', 1, slip))).toEqual([]);
  hall.run(w2, again('w2', 1, slip, 2));
  expect(jobs(hall).map(({ copy }) => copy)).toEqual([0, 1, 2]);
  expect(hall.when(w1, again('w1', 1, slip, 3))).toEqual(no('command.notYours'));
  // Whoever sits at the bank's window: paper is no money.
  for (const actor of [bank, clerkAt('w4')]) expect(hall.when(actor, again('w4', 1, slip, 3))).toEqual(no('slip.noPrinter'));
  expect([hall.when(w2, again('w2', 2, slip, 3)), hall.when(w2, again('w2', 1, { kind: 'payment', noticeId: ticket(9) }, 3)), hall.when(w2, again('w2', 9, materials, 3))]).toEqual([no('slip.unknown'), no('slip.unknown'), no('slip.unknown')]);
  hall.run(manager, { type: 'notice.void', noticeId: noticeId(hall), reason: 'x' });
  expect(hall.when(w2, again('w2', 1, slip, 3))).toEqual(no('notice.notOpen', { status: 'voided' }));
});

test('[P9] a notice of missing materials is printed again by the window that wrote it, until the finish is undone', () => {
  const hall = servingHall();
  hall.run(w2, lack('w2', 1));
  hall.run(w2, again('w2', 1, materials));
  expect(jobs(hall).map(({ copy, windowId }) => [copy, windowId])).toEqual([[0, 'w2'], [1, 'w2']]);
  expect(hall.when(w1, again('w1', 1, materials, 2))).toEqual(no('command.notYours'));
  hall.run(w2, at('action.undo', 'w2', 1, { what: 'finish' }));
  expect(hall.when(w2, again('w2', 1, materials, 2))).toEqual(no('slip.unknown'));
  expect(hall.when(w1, { ...again('w2', 1, materials, 2) })).toEqual(no('command.notYours'));
});

test('[P10] word of a slip makes an event when it is news, and is never refused', () => {
  const hall = servingHall();
  hall.run(w2, lack('w2', 1));
  const said = (outcome: string) => hall.run(kiosk(), report(hall, outcome)).map((event) => ('outcome' in event ? event.outcome : ''));
  expect(hall.run(kiosk(2), report(hall, 'printed'))).toEqual([]);
  expect(hall.run(kiosk(), report(hall, 'printed', testId('nobody')))).toEqual([]);
  expect(['failed', 'failed', 'unknown', 'sent', 'failed', 'unknown', 'printed', 'sent', 'failed'].map(said)).toEqual([['failed'], [], ['unknown'], ['sent'], [], [], ['printed'], [], []]);
  expect(jobs(hall)).toMatchObject([{ outcome: 'printed' }]);
});

test('[P10] what is said after the close is stored with its day, and after the next opening changes nothing', () => {
  const hall = servingHall();
  hall.run(w2, lack('w2', 1));
  const { date } = hall.state.day ?? { date: '' };
  hall.run(manager, { type: 'day.close' });
  const word = report(hall, 'failed');
  expect(hall.run(kiosk(), word)).toMatchObject([{ type: 'slip.changed', outcome: 'failed', lateDay: date }]);
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  expect([jobs(hall), hall.run(kiosk(), { ...word, outcome: 'printed' })]).toEqual([[], []]);
});

test('[P11] a slip that nobody reported in time counts as unknown and is not asked of the agent any more', () => {
  const hall = servingHall();
  hall.run(w2, lack('w2', 1));
  const { paperPendingMs } = hall.config.policy;
  expect([hall.pass(paperPendingMs - 1), asked(hall)]).toEqual([[], 1]);
  expect(hall.pass(1)).toMatchObject([{ type: 'slip.changed', outcome: 'unknown' }]);
  expect([hall.run(hub, { type: 'clock.tick' }), asked(hall)]).toEqual([[], 0]);
  expect(hall.run(kiosk(), report(hall, 'printed'))).toMatchObject([{ outcome: 'printed' }]);
});

test('[P8] word of a slip leaves the finish that ordered it undoable', () => {
  const hall = servingHall();
  hall.run(w2, lack('w2', 1));
  hall.run(kiosk(), report(hall, 'printed'));
  expect(hall.run(w2, at('action.undo', 'w2', 1, { what: 'finish' }))).toMatchObject([{ type: 'action.undone', status: 'serving' }]);
});

test('[P9] the newest three hundred slips of a day are remembered', () => {
  const hall = servingHall();
  hall.run(w2, lack('w2', 1));
  for (let n = 1; n <= 320; n += 1) hall.run(w2, again('w2', 1, materials, n));
  expect([hall.state.slipByJob.size, jobs(hall).at(-1)?.copy]).toEqual([300, 320]);
});

test('[P9] what a person asks for is a second copy, also on another day, when nobody remembers the first', () => {
  const hall = servingHall();
  hall.run(w2, bill('w2', 1));
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  const withPrinter = { ...hall.config, windows: hall.config.windows.map((window) => (window.id === 'w4' ? { ...window, printer: 'kiosk-1' as DeviceId } : window)) };
  hall.config = withPrinter;
  hall.run(bank, { type: 'window.open', windowId: 'w4' });
  expect(hall.run(bank, again('w4', 1, { kind: 'payment', noticeId: noticeId(hall) }))).toMatchObject([{ type: 'slip.ordered', copy: 1 }]);
});
