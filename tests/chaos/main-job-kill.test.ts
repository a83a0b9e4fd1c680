// The main job with `kill -9` between its steps: nothing is lost, nothing is doubled, and it goes on where it was.
import { newId } from '@hallcall/client';
import { createSeeded } from '@hallcall/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutPresence } from './agreement.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Peer } from './peer.ts';
import { openRealHall, type Issued, type RealHall } from './real-hall.ts';
import { serveEverybody } from './serve-everybody.ts';
import { pause, until } from './until.ts';

let real: RealHall;
beforeAll(async () => {
  real = await openRealHall();
  await real.settled();
}, 60_000);
afterAll(() => real.close());

/** One visit at one window, step by step. `isAtRest`: nothing goes on by itself behind this step. */
type Visit = { readonly part: 'hub' | 'agent'; readonly windowId: string; readonly requestId: string; readonly ledger: Ledger; ticket: Issued | null };
type Step = { readonly name: string; readonly isAtRest: boolean; readonly run: (visit: Visit) => Promise<void> };

const steps: readonly Step[] = [
  {
    name: 'take', isAtRest: false,
    run: async ({ requestId }) => expect(['asking', 'issued']).toContain((await real.tap(requestId))?.phase),
  },
  {
    name: 'printed', isAtRest: true,
    async run(visit) {
      visit.ticket = await real.untilPrinted(visit.requestId);
      // Killed with the printer at work, the agent cannot know what lies in the tray.
      expect(visit.part === 'hub' ? ['printed'] : ['printed', 'unknown']).toContain(visit.ticket.paper);
      await real.settled();
    },
  },
  { name: 'window open', isAtRest: true, run: (visit) => atWindow(visit, { type: 'window.open' }, 'window.opened') },
  {
    name: 'call', isAtRest: true,
    async run(visit) {
      await atWindow(visit, { type: 'window.callNext', active: null }, 'ticket.called');
      await untilLit(visit);
    },
  },
  {
    name: 'shown', isAtRest: true,
    async run({ ledger, ticket }) {
      const board = await real.connect(real.tokens.board);
      const call = board.view('board').calls.find(({ number }) => number.n === ticket?.ticket.number.n);
      expect(call).toMatchObject({ isLive: true });
      await ledger.send(board, { type: 'call.acknowledge', shown: [{ callId: call?.callId, zone: call?.zone, at: board.welcome.now }] });
    },
  },
  { name: 'start', isAtRest: true, run: (visit) => atWindow(visit, { type: 'stop.start', ticketId: idOf(visit) }, 'stop.started') },
  {
    name: 'finish', isAtRest: true,
    run: (visit) => atWindow(visit, { type: 'stop.finish', ticketId: idOf(visit), outcome: 'completed', count: 1, caseRef: null }, 'stop.finished'),
  },
];

const idOf = ({ ticket }: Visit): string => ticket?.ticket.ticketId ?? '';

/** The bar above the window says by itself that it shows the call. */
async function untilLit({ windowId }: Visit): Promise<void> {
  const clerk = await real.connect(real.tokens.window(windowId));
  await until(() => clerk.view('window').active?.calls.at(-1)?.shownAt ?? null, (shownAt) => shownAt !== null);
  clerk.close();
}

async function atWindow({ windowId, ledger, ticket }: Visit, command: Record<string, unknown>, expected: string): Promise<void> {
  const clerk = await real.connect(real.tokens.window(windowId));
  const events = await ledger.send(clerk, { ...command, windowId });
  expect(events.map(({ event }) => event.type)).toEqual([expected]);
  if (expected !== 'window.opened') expect(events[0]?.event).toMatchObject({ ticketId: ticket?.ticket.ticketId });
  clerk.close();
}

/** What everybody sees, without who happens to be connected. */
async function picture(): Promise<unknown> {
  const people = [real.tokens.manager, real.tokens.board, real.tokens.agent, real.tokens.window('w1'), real.tokens.window('w5')];
  const peers: Peer[] = [];
  for (const token of people) peers.push(await real.connect(token));
  const [manager, board, agent, ...clerks] = peers;
  const seen = [
    manager && withoutPresence(manager.view('console')), manager?.view('log'), board?.view('board'), agent?.view('kiosk'), agent?.view('agent'),
    ...clerks.map((clerk) => clerk.view('window')),
  ];
  for (const peer of peers) peer.close();
  return seen;
}

/** Runs a visit to its end; `part` dies behind each step. */
async function visitWithKills(part: 'hub' | 'agent', windowId: string): Promise<Visit> {
  const visit: Visit = { part, windowId, requestId: newId(), ledger: createLedger(), ticket: null };
  for (const step of steps) {
    await step.run(visit);
    if (step === steps.at(-1)) break;
    const before = step.isAtRest ? await picture() : null;
    await real.kill(part);
    await real.hall.restart(part);
    if (before === null) continue;
    expect([step.name, await picture()]).toEqual([step.name, before]);
    expect([step.name, await real.tap(visit.requestId)]).toEqual([step.name, visit.ticket]);
  }
  await visit.ledger.expectIdenticalAnswers(real.connect);
  return visit;
}

async function expectOnePaper({ ticket }: Visit): Promise<void> {
  const { prefix = '', n = 0 } = ticket?.ticket.number ?? {};
  const own = (await real.papers()).filter(({ number }) => number === `${prefix} ${n}`).map(({ isReprint, qr }) => [isReprint, qr]);
  const one = [[false, [ticket?.ticket.url]]];
  expect(ticket?.paper === 'printed' ? [one] : [one, []]).toContainEqual(own);
  expect(real.tickets().find(({ ticketId }) => ticketId === ticket?.ticket.ticketId)).toMatchObject({ status: 'done', paper: ticket?.paper });
}

test('the hub is killed between any two steps: the same state again, every accepted id the same answer, one paper', async () => {
  await expectOnePaper(await visitWithKills('hub', 'w1'));
}, 60_000);

test('the agent is killed between any two steps: the same state again, the same tap the same ticket, one paper', async () => {
  await expectOnePaper(await visitWithKills('agent', 'w5'));
}, 60_000);

test('the agent is killed while a ticket is printing: its paper is unknown, listed and callable, and only a person gets a second copy', async () => {
  await real.printerFault('noAck', true);
  const requestId = newId();
  await real.tap(requestId);
  const before = (await real.papers()).length;
  await until(real.papers, (papers) => papers.length === before + 1);
  expect(await real.tap(requestId)).toMatchObject({ phase: 'issued', paper: 'printing' });
  await real.kill('agent');
  await real.printerFault('noAck', false);
  await real.hall.restart('agent');
  const issued = await real.untilPrinted(requestId);
  expect(issued).toMatchObject({ paper: 'unknown', copy: 0 });
  await real.settled();
  expect(await real.papers()).toHaveLength(before + 1);
  const manager = await real.connect(real.tokens.manager);
  expect(manager.view('console').guideDesk).toMatchObject([{ number: issued.ticket.number, reason: 'paperUnknown' }]);

  await real.verb('reprint', requestId);
  await until(() => real.tap(requestId), (seen) => seen?.phase === 'issued' && seen.copy === 1 && seen.paper === 'printed');
  const papers = await real.papers();
  expect(papers.slice(before).map(({ number, isReprint }) => [number, isReprint])).toEqual([
    [papers[before]?.number, false], [papers[before]?.number, true],
  ]);
  const clerk = await real.connect(real.tokens.window('w1'));
  const events = await createLedger().send(clerk, { type: 'window.callNext', windowId: 'w1', active: null });
  expect(events[0]?.event).toMatchObject({ type: 'ticket.called', ticketId: issued.ticket.ticketId });
  await createLedger().send(clerk, {
    type: 'stop.finish', windowId: 'w1', ticketId: issued.ticket.ticketId, outcome: 'completed', count: 1, caseRef: null,
  });
}, 60_000);

test('both are killed at seeded moments under a row of taps: one number a tap, one paper a number, every ticket is called once or listed', async () => {
  const seeded = createSeeded(Number(process.env['CHAOS_SEED'] ?? 20_261));
  console.log(`main-job-kill: seed ${seeded.seed}`);
  const taps = Array.from({ length: 12 }, () => ({ requestId: seeded.id(), pauseMs: seeded.below(160) }));
  const deaths = [['hub', 150 + seeded.below(400)], ['agent', seeded.below(700)]] as const;
  const dying = (async () => {
    for (const [part, afterMs] of deaths) {
      await pause(afterMs);
      await real.kill(part);
      await real.hall.restart(part);
    }
  })();
  // Awaited behind the taps; should it fail before that, it is no stray rejection.
  dying.catch(() => undefined);
  for (const { requestId, pauseMs } of taps) {
    await until(() => real.tap(requestId), (seen) => seen !== null);
    await pause(pauseMs);
  }
  await dying;
  const issued: Issued[] = [];
  for (const { requestId } of taps) issued.push(await real.untilPrinted(requestId));
  await real.settled();

  const keys = issued.map(({ ticket: { number } }) => `${number.prefix} ${number.n}`);
  expect(new Set(keys).size).toBe(taps.length);
  const papers = (await real.papers()).filter(({ isReprint }) => !isReprint).map(({ number }) => number);
  expect(new Set(papers).size).toBe(papers.length);
  const rows = new Map(real.tickets().map((row) => [row.ticketId, row]));
  for (const { ticket, paper } of issued) expect(rows.get(ticket.ticketId)).toMatchObject({ n: ticket.number.n, paper, status: 'waiting' });
  const printed = issued.filter(({ paper }) => paper === 'printed').map(({ ticket }) => rows.get(ticket.ticketId)?.number);
  expect(papers).toEqual(expect.arrayContaining(printed));
  await expectEverybodyServed();
}, 60_000);

/** Windows 1 and 5 call until nobody is left; what is left then must be on the guide desk's list. */
async function expectEverybodyServed(): Promise<void> {
  const waiting = real.tickets().filter(({ status }) => status === 'waiting').map(({ ticketId }) => ticketId);
  const called: string[] = [];
  for (const windowId of ['w1', 'w5']) called.push(...(await serveEverybody(await real.connect(real.tokens.window(windowId)), windowId)));
  const manager = await real.connect(real.tokens.manager);
  const listed = manager.view('console').guideDesk.filter(({ reason }) => reason === 'paperFailed').map(({ ticketId }) => String(ticketId));
  expect(new Set(called).size).toBe(called.length);
  expect([...called, ...listed].toSorted()).toEqual(waiting.toSorted());
}
