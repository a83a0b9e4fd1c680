import { callNext, clerkAt, issue, kiosk, manager, monday9, openHall, testId, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { paperAfter } from './paper.ts';

const report = (outcome: string, more: Record<string, unknown> = {}) => ({
  type: 'paper.report', ticketId: ticket(1), day: '2026-01-05', jobId: testId('job', 0), copy: 0, outcome, at: monday9, ...more,
});
const record = (job: number, more: Record<string, unknown> = {}) => ({
  type: 'reprint.record', ticketId: ticket(1), day: '2026-01-05', jobId: testId('job', job), copy: job, at: monday9, ...more,
});
const order = (job: number) => ({ type: 'ticket.reprint', ticketId: ticket(1), jobId: testId('job', job), deviceId: 'kiosk-2' });

function hallWithPendingPaper() {
  const hall = openHall();
  hall.run(kiosk(), issue(1, 'market-1', { paper: 'pending' }));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  return hall;
}
const paperOf = (hall: ReturnType<typeof openHall>) => hall.state.ticketById.get(ticket(1))?.paper;

for (const [outcome, isCallable] of [['printed', true], ['sent', true], ['shown', true], ['unknown', true], ['failed', false], [null, false]] as const) {
  test(`[P1] a ticket with ${outcome ?? 'pending'} paper ${isCallable ? 'is' : 'is not'} called`, () => {
    const hall = hallWithPendingPaper();
    if (outcome) hall.run(kiosk(), report(outcome));
    expect(hall.when(clerkAt('w1'), callNext('w1')).kind).toBe(isCallable ? 'events' : 'rejection');
  });
}

test('[P2] what a paper counts as after each outcome', () => {
  const papers = ['pending', 'none', 'printed', 'sent', 'failed', 'unknown', 'shown'] as const;
  const outcomes = ['printed', 'sent', 'failed', 'unknown', 'shown'] as const;
  const table = Object.fromEntries(outcomes.map((outcome) => [outcome, papers.map((paper) => paperAfter(paper, outcome, 0))]));
  expect(table).toEqual({
    printed: ['printed', 'printed', 'printed', 'printed', 'printed', 'printed', 'printed'],
    sent: ['sent', 'sent', 'printed', 'sent', 'sent', 'sent', 'sent'],
    failed: ['failed', 'none', 'printed', 'sent', 'failed', 'failed', 'shown'],
    unknown: ['unknown', 'none', 'printed', 'sent', 'failed', 'unknown', 'shown'],
    shown: ['shown', 'shown', 'printed', 'sent', 'shown', 'shown', 'shown'],
  });
  expect(papers.map((paper) => paperAfter(paper, 'failed', 1))).toEqual(papers);
});

test('[P2] a failed ticket comes back with its place once a second copy is out', () => {
  const hall = hallWithPendingPaper();
  hall.run(kiosk(), report('failed'));
  expect([...hall.state.troubledPaper]).toEqual([ticket(1)]);
  hall.run(kiosk(), record(1));
  hall.run(kiosk(), report('printed', { jobId: testId('job', 1), copy: 1 }));
  expect(paperOf(hall)).toBe('printed');
  expect(hall.state.troubledPaper.size).toBe(0);
});

test('[P2] an outcome that changes nothing leaves no event', () => {
  const hall = hallWithPendingPaper();
  hall.run(kiosk(), report('printed'));
  expect(hall.run(kiosk(), report('failed'))).toEqual([]);
});

test('[P3] reports about unknown tickets, earlier days and days to come', () => {
  const hall = hallWithPendingPaper();
  expect(hall.when(kiosk(), report('printed', { ticketId: ticket(5) }))).toEqual({ kind: 'rejection', rejection: { code: 'ticket.unknown' } });
  expect(hall.when(kiosk(), report('printed', { day: '2026-01-06' }))).toEqual({ kind: 'fault', fault: { code: 'day.notOpen' } });
  hall.pastTickets.set(ticket(5), { ticketId: ticket(5), day: '2026-01-04' as never, device: 'kiosk-1' as never, paper: 'none', isMistaken: false });
  for (const day of ['2026-01-04', '2026-01-05']) {
    expect(hall.run(kiosk(), report('printed', { ticketId: ticket(5), day }))).toMatchObject([{ paper: 'printed', lateDay: '2026-01-04' }]);
  }
  expect(paperOf(hall)).toBe('pending');
  hall.run(manager, { type: 'day.close' });
  expect(hall.run(kiosk(), report('printed'))).toMatchObject([{ lateDay: '2026-01-05' }]);
});

test('[P3] a report stamped with yesterday still reaches the ticket of today', () => {
  const hall = hallWithPendingPaper();
  hall.run(kiosk(), report('printed', { day: '2026-01-04' }));
  expect(paperOf(hall)).toBe('printed');
});

test('[P2] a late report takes no copy back either', () => {
  const hall = openHall();
  hall.pastTickets.set(ticket(1), { ticketId: ticket(1), day: '2026-01-04' as never, device: 'kiosk-1' as never, paper: 'printed', isMistaken: false });
  expect(hall.run(kiosk(), report('failed', { day: '2026-01-04', copy: 1 }))).toMatchObject([{ outcome: 'failed', paper: 'printed' }]);
});

test('[P4] paper nobody reported counts as unknown, and a later report corrects it', () => {
  const hall = hallWithPendingPaper();
  expect(hall.pass(59_999)).toEqual([]);
  hall.pass(1);
  expect(paperOf(hall)).toBe('unknown');
  hall.run(kiosk(), report('printed'));
  expect(paperOf(hall)).toBe('printed');
});

test('[P5] a second copy made at the kiosk is recorded once', () => {
  const hall = hallWithPendingPaper();
  expect(hall.run(kiosk(), record(1))).toHaveLength(1);
  expect(hall.run(kiosk(), record(1))).toEqual([]);
  expect(hall.when(manager, record(2))).toEqual({ kind: 'rejection', rejection: { code: 'command.notYours' } });
  expect(hall.when(kiosk(), record(2, { ticketId: ticket(5) }))).toEqual({ kind: 'rejection', rejection: { code: 'ticket.unknown' } });
  expect(hall.when(kiosk(), record(2, { day: '2026-01-06' }))).toEqual({ kind: 'fault', fault: { code: 'day.notOpen' } });
  hall.pastTickets.set(ticket(6), { ticketId: ticket(6), day: '2026-01-04' as never, device: 'kiosk-1' as never, paper: 'none', isMistaken: false });
  expect(hall.run(kiosk(), record(2, { ticketId: ticket(6), day: '2026-01-04' }))).toMatchObject([{ lateDay: '2026-01-04' }]);
  hall.run(manager, { type: 'day.close' });
  expect(hall.run(kiosk(), record(2))).toMatchObject([{ lateDay: '2026-01-05' }]);
});

test('[P6] the desk orders a second copy once per job, for live tickets only', () => {
  const hall = hallWithPendingPaper();
  expect(hall.run(manager, order(1))).toMatchObject([{ copy: 1, deviceId: 'kiosk-2' }]);
  expect(hall.run(manager, order(1))).toEqual([]);
  expect(hall.run(manager, order(2))).toMatchObject([{ copy: 2 }]);
  expect(hall.when(manager, { ...order(3), ticketId: ticket(5) })).toEqual({ kind: 'rejection', rejection: { code: 'ticket.unknown' } });
  hall.strangers.add('kiosk-2');
  expect(hall.when(manager, order(3))).toEqual({ kind: 'rejection', rejection: { code: 'printer.unknown', deviceId: 'kiosk-2' } });
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(1), reason: 'visitor' });
  expect(hall.when(manager, order(3))).toEqual({ kind: 'rejection', rejection: { code: 'stop.wrongStatus', status: 'cancelled' } });
});

test('[P7] a claimed number counts as shown; a paper that is out cannot be claimed', () => {
  const claim = { type: 'ticket.claim', ticketId: ticket(1) };
  const hall = hallWithPendingPaper();
  hall.run(kiosk(), report('failed'));
  hall.run(manager, claim);
  expect(paperOf(hall)).toBe('shown');
  expect(hall.when(manager, claim)).toEqual({ kind: 'rejection', rejection: { code: 'ticket.paperNotFailed', paper: 'shown' } });
  expect(hall.when(manager, { ...claim, ticketId: ticket(5) })).toEqual({ kind: 'rejection', rejection: { code: 'ticket.unknown' } });
});
