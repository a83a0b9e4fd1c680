import { afterEach, beforeEach, expect, test } from 'vitest';
import { rebuildTables } from './store/rebuild-tables.ts';
import { randomId, type RawClient } from './testing/raw-client.ts';
import { eventsOf, issueTicket, startTestHub, type TestHub } from './testing/test-hub.ts';

let hall: TestHub;
beforeEach(async () => {
  hall = await startTestHub();
});
afterEach(() => hall.discard());

/** A small generator with a seed, so that a failing day can be had again. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Crew = { readonly agent: RawClient; readonly board: RawClient; readonly manager: RawClient; readonly clerks: readonly (readonly [string, RawClient])[] };

async function crew(): Promise<Crew> {
  const clerks = await Promise.all(['w1', 'w2', 'w5'].map(async (id) => [id, await hall.clerk(id)] as const));
  return { agent: await hall.agent(), board: await hall.board(), manager: await hall.manager(), clerks };
}

function undoLast(clerk: RawClient, windowId: string): Promise<unknown> {
  const last = hall.hub.state().windowById.get(windowId as never)?.lastAction;
  return last ? clerk.command({ type: 'action.undo', windowId, ticketId: last.ticketId, what: last.what }) : Promise.resolve();
}

/** One thing that somebody tries; most succeed, some are refused. */
async function attempt({ agent, board, manager, clerks }: Crew, below: (n: number) => number): Promise<void> {
  hall.clock.now += below(4_000);
  const [windowId, clerk] = clerks[below(clerks.length)] ?? (() => { throw new Error('nobody'); })();
  const active = hall.hub.state().windowById.get(windowId as never)?.active?.ticketId ?? null;
  const tickets = [...hall.hub.state().ticketById.keys()];
  const any = tickets[below(tickets.length)] ?? randomId();
  const isOpen = hall.hub.state().day?.closed === null;
  const call = hall.hub.state().calls.at(-1);
  const choices: (() => Promise<unknown>)[] = [
    () => issueTicket(agent, below(2) ? 'D01-01' : 'D02-01').catch(() => null),
    () => issueTicket(agent).catch(() => null),
    () => clerk.command({ type: 'window.open', windowId }),
    () => clerk.command({ type: 'window.callNext', windowId, active }),
    () => clerk.command({ type: 'window.callNext', windowId, active }),
    () => clerk.command({ type: 'ticket.recall', windowId, ticketId: active ?? any }),
    () => clerk.command({ type: 'stop.start', windowId, ticketId: active ?? any }),
    () => clerk.command({ type: 'stop.finish', windowId, ticketId: active ?? any, outcome: 'completed', count: 1, caseRef: null }),
    () => clerk.command({ type: 'stop.miss', windowId, ticketId: active ?? any }),
    () => clerk.command({ type: 'stop.hold', windowId, ticketId: active ?? any, reason: 'copies', forMs: null }),
    () => clerk.command({ type: 'stop.resume', windowId, ticketId: [...hall.hub.state().held][0] ?? any }),
    () => clerk.command({ type: 'stop.addItem', windowId, ticketId: active ?? any, itemId: below(2) ? 'D01-01' : 'D02-01', count: 1 }),
    () => undoLast(clerk, windowId),
    () => undoLast(clerk, windowId),
    () => clerk.command({ type: 'window.pause', windowId, reason: 'lunch' }),
    () => clerk.command({ type: 'window.resume', windowId }),
    () => clerk.command({ type: 'window.close', windowId }),
    () => manager.command({ type: 'ticket.restore', ticketId: any }),
    () => manager.command({ type: 'ticket.cancel', ticketId: any, reason: 'visitor' }),
    () => manager.command({ type: 'ticket.reprint', ticketId: any, jobId: randomId(), deviceId: 'kiosk-1' }),
    () => agent.command({ type: 'paper.report', ticketId: any, day: '2026-11-22', jobId: null, copy: 0, outcome: below(3) ? 'printed' : 'failed', at: hall.clock.now }),
    () => manager.command({ type: 'ticket.claim', ticketId: any }),
    () => (call ? board.command({ type: 'call.acknowledge', shown: [{ callId: call.callId, zone: call.zone, at: hall.clock.now }] }) : Promise.resolve()),
    () => agent.command({
      type: 'ticket.issueOffline', ticketId: randomId(), number: { prefix: 'A', n: 5_000 + below(400) }, queueId: 'q-market',
      items: [{ itemId: 'D01-01', count: 1 }], language: 'en', day: '2026-11-22', issuedAt: hall.clock.now - below(9_000), paper: 'pending',
      instead: isOpen && below(2) ? { commandId: randomId(), ticketId: any } : null,
    }),
    () => (below(12) ? hall.hub.tick() : manager.command({ type: 'day.close' })),
  ];
  if (!isOpen && below(8) === 0) await manager.command({ type: 'day.open' });
  else await choices[below(choices.length)]?.();
}

test.each([1, 2, 3])('after a random day (seed %i) a restart restores the exact state and a rebuild the exact tables', async (seed) => {
  const below = seeded(seed);
  for (let round = 0; round < 2; round += 1) {
    const people = await crew();
    for (let i = 0; i < 150; i += 1) await attempt(people, below);
    // The start ticks too: what is overdue must have happened before.
    for (let i = 0; i < 2; i += 1) await hall.hub.tick();
    const before = structuredClone(hall.hub.state());
    hall = await hall.restart();
    const after = structuredClone(hall.hub.state());
    expect(after).toEqual(before);
    expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
  }
  const { db } = hall.hub.store;
  const inMemory = [...hall.hub.state().ticketById.values()].flatMap((ticket) => ticket.stops.map((stop) => [`${ticket.ticketId}/${stop.index}`, stop.life.status] as const));
  const inTables = db.prepare<[], [string, string]>(`
    select ticket_id || '/' || stop, status from stop join ticket using (ticket_id)`).raw().all();
  expect(Object.fromEntries(inTables)).toEqual(Object.fromEntries(inMemory));
}, 60_000);

test('what a window did last is taken back after a restart, and the same press sent again is answered alike', async () => {
  const windowId = 'w1';
  const { ticketId } = await issueTicket(await hall.agent());
  const before = await hall.clerk(windowId);
  await before.command({ type: 'window.open', windowId });
  await before.command({ type: 'window.callNext', windowId, active: null });
  await before.command({ type: 'stop.start', windowId, ticketId });
  await before.command({ type: 'stop.addItem', windowId, ticketId, itemId: 'D02-01', count: 1 });
  hall = await hall.restart();
  const clerk = await hall.clerk(windowId);
  const press = () => clerk.command({ type: 'action.undo', windowId, ticketId, what: 'addItem' }, { commandId: 'a'.repeat(22) });
  const undone = eventsOf(await press());
  expect(undone.map(({ event }) => event.type)).toEqual(['action.undone', 'stop.dropped']);
  expect(eventsOf(await press())).toEqual(undone);
  expect(await clerk.command({ type: 'action.undo', windowId, ticketId, what: 'addItem' })).toMatchObject({ rejection: { code: 'undo.changed' } });
  hall = await hall.restart();
  expect(hall.hub.state().ticketById.get(ticketId as never)?.stops.map(({ life }) => life.status)).toEqual(['serving', 'cancelled']);
});

test('rebuild names a table that was not what the log says, and mends it', async () => {
  const { ticketId } = await issueTicket(await hall.agent());
  const { db } = hall.hub.store;
  db.exec(`update ticket set paper = 'printed' where ticket_id = '${ticketId}'`);
  expect(rebuildTables(db).differing).toEqual(['ticket']);
  expect(rebuildTables(db).differing).toEqual([]);
});
