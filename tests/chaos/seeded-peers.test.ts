// Seeded peers over lines that are cut, delayed and swallowed: whatever they tried, in the end everybody sees the same truth.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyHall, evolve, type HallEvent, type ReadonlyHall } from '@hallcall/domain';
import { hubDefaults, startHub, type Hub } from '@hallcall/hub';
import type { Credentials, Reply, SampleHall } from '@hallcall/protocol';
import { createSeeded } from '@hallcall/testkit';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { computedView, roomsOf, shownView } from './agreement.ts';
import { connectPeer, type Message } from './peer.ts';
import { planOf, type Cast } from './plan.ts';
import { createSeededPeer, type SeededPeer } from './seeded-peer.ts';
import { until } from './until.ts';

const seed = Number(process.env['CHAOS_SEED'] ?? 4_711);
const actsEach = 30;
const cast: readonly Cast[] = [
  { name: 'agent', role: 'agent', windowId: '' },
  { name: 'agent again', role: 'agent', windowId: '' },
  { name: 'w1', role: 'clerk', windowId: 'w1' },
  { name: 'w1 again', role: 'clerk', windowId: 'w1' },
  { name: 'w5', role: 'clerk', windowId: 'w5' },
  { name: 'w2', role: 'clerk', windowId: 'w2' },
  { name: 'b1', role: 'display', windowId: '' },
  { name: 'b1 again', role: 'display', windowId: '' },
  { name: 'manager', role: 'manager', windowId: 'w2' },
];

let data: string;
let hub: Hub;
let fatals: unknown[];
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'hallcall-seeded-'));
  fatals = [];
  hub = await startHub({
    ...hubDefaults, data, port: 0, sample: true, agentUrl: 'http://127.0.0.1:9/', tickMs: null, quickCheck: false, pinCost: 1024,
    fatal: (error) => void fatals.push(error),
  });
});
afterEach(async () => {
  await hub.close();
  rmSync(data, { recursive: true });
});

function tokenOf({ role, windowId }: Cast): string {
  // Both files are the hub's own.
  const sample = JSON.parse(readFileSync(join(data, 'sample.json'), 'utf8')) as SampleHall;
  if (role === 'agent') return (JSON.parse(readFileSync(join(data, 'agent-credentials.json'), 'utf8')) as Credentials).token;
  if (role === 'manager') return sample.manager.token;
  if (role === 'display') return sample.boards[0]?.token ?? '';
  return sample.windows.find((window) => window.windowId === windowId)?.token ?? '';
}

/** Everybody plays at once; resolves when each act has its answer. */
async function play(): Promise<readonly SeededPeer[]> {
  const plan = planOf(createSeeded(seed), cast, { count: actsEach, firstNumber: 5_000 });
  const { port } = new URL(hub.url);
  const peers = await Promise.all(cast.map((one) => createSeededPeer(one, tokenOf(one), Number(port))));
  await Promise.all(peers.map((peer) => peer.play(plan.get(peer.cast.name) ?? [])));
  return peers;
}

const sentBy = (peers: readonly SeededPeer[]) => peers.map(({ cast: { name }, outcomes }) => [name, outcomes.map(({ message }) => [message.commandId, message.command['type']])]);

let firstSent: unknown = null;

test.each([1, 2])('seeded peers, run %i: one outcome a command, one truth for all views, and the promises hold in log and tables', async (round) => {
  console.log(`seeded-peers: seed ${seed}`);
  const peers = await play();
  const db = new Database(join(data, 'hall.db'), { readonly: true });
  try {
    expectOneOutcomeEach(peers);
    await expectOneTruth(peers, db);
    expectPromisesInTables(db);
    expectPromisesInLog(db);
    await expectSameAnswersLater(peers);
    firstSent = round === 1 ? sentBy(peers) : firstSent;
    expect(sentBy(peers)).toEqual(firstSent);
    expect(fatals).toEqual([]);
  } finally {
    db.close();
    for (const peer of peers) await peer.close();
  }
}, 60_000);

function expectOneOutcomeEach(peers: readonly SeededPeer[]): void {
  for (const { outcomes } of peers) {
    expect(outcomes).toHaveLength(actsEach);
    for (const { message, replies } of outcomes) {
      const [first, ...doubles] = replies;
      expect(['accepted', 'rejected']).toContain(first?.kind);
      for (const double of doubles) expect(isFinal(message, first) ? double : first).toEqual(first);
    }
  }
}

/** What is stored or was refused to a person stays so; a refused fact, or one that changed nothing, is decided anew. */
const isFinal = ({ expiresAt }: Message, reply: Reply | undefined): boolean =>
  reply?.kind === 'accepted' ? reply.events.length > 0 : expiresAt !== null;

/** An accepted id gets its events for ever; an intent that was refused is never accepted afterwards. */
async function expectSameAnswersLater(peers: readonly SeededPeer[]): Promise<void> {
  for (const { cast: one, outcomes } of peers) {
    const fresh = await connectPeer(hub.url, tokenOf(one));
    for (const { message, replies } of outcomes.filter((outcome) => isFinal(outcome.message, outcome.replies[0]))) {
      const [first] = replies;
      expect(await fresh.send(message)).toMatchObject(first?.kind === 'accepted' ? first : { kind: 'rejected' });
    }
    fresh.close();
  }
}

async function expectOneTruth(peers: readonly SeededPeer[], db: Database.Database): Promise<void> {
  const state = foldOf(db);
  for (const peer of peers) {
    const own = await peer.peer();
    const fresh = await connectPeer(hub.url, tokenOf(peer.cast));
    for (const name of roomsOf(peer.cast)) {
      const same = (): boolean => JSON.stringify(shownView(own, name)) === JSON.stringify(shownView(fresh, name));
      await until(same, (isSame) => isSame, 5_000);
      const devices = name === 'console' ? fresh.view('console').devices : [];
      const computed = computedView(state, hub.engine.config().hall, { name, windowId: peer.cast.windowId, boardId: 'b1', now: Date.now(), devices });
      expect([peer.cast.name, name, shownView(fresh, name)]).toEqual([peer.cast.name, name, computed]);
    }
    fresh.close();
  }
}

type LogRow = { readonly seq: number; readonly at: number; readonly event: HallEvent };

const logOf = (db: Database.Database): LogRow[] =>
  db.prepare<[], { seq: number; at: number; body: string }>('select seq, at, body from event order by seq').all()
    .map(({ seq, at, body }) => ({ seq, at, event: JSON.parse(body) as HallEvent }));

function foldOf(db: Database.Database): ReadonlyHall {
  const state = emptyHall();
  for (const row of logOf(db)) evolve(state, row);
  return state;
}

/** I1–I3 by query, and the tables' statuses beside the fold's. */
function expectPromisesInTables(db: Database.Database): void {
  expect(db.prepare('select day, prefix, n from ticket group by day, prefix, n having count(*) > 1').all()).toEqual([]);
  expect(db.prepare(`select ticket_id from stop where status in ('called', 'serving') group by ticket_id having count(*) > 1`).all()).toEqual([]);
  expect(db.prepare(`select window_id from stop where status in ('called', 'serving') group by window_id having count(*) > 1`).all()).toEqual([]);
  const atWindows = `select window_id, ticket_id from stop where status in ('called', 'serving') order by window_id`;
  expect(db.prepare('select window_id, ticket_id from window where ticket_id is not null order by window_id').all()).toEqual(db.prepare(atWindows).all());
  const inTables = db.prepare<[], [string, string]>('select ticket_id, status from stop order by ticket_id').raw().all();
  const inFold = [...foldOf(db).ticketById.values()].flatMap(({ ticketId, stops }) => stops.map(({ life }) => [String(ticketId), life.status]));
  expect(inTables).toEqual(inFold.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}

/** Events after which a ticket stands at no window. */
const leaving: ReadonlySet<string> = new Set(['stop.finished', 'stop.missed', 'ticket.cancelled', 'ticket.abandoned']);

/** I1–I3 once more, event by event, by a fold that shares nothing with the rules. */
function expectPromisesInLog(db: Database.Database): void {
  const numbers = new Set<string>();
  const windowByTicket = new Map<string, string>();
  const broken: unknown[] = [];
  let calls = 0;
  for (const { seq, event } of logOf(db)) {
    if (event.type === 'ticket.issued') {
      const key = `${event.number.prefix}${event.number.n}`;
      if (numbers.has(key)) broken.push({ seq, event });
      numbers.add(key);
    }
    if (event.type === 'ticket.called') {
      if (windowByTicket.has(event.ticketId) || [...windowByTicket.values()].includes(event.windowId)) broken.push({ seq, event });
      windowByTicket.set(event.ticketId, event.windowId);
      calls += 1;
    }
    if (leaving.has(event.type) && 'ticketId' in event) windowByTicket.delete(event.ticketId);
  }
  expect(broken).toEqual([]);
  // A day on which hardly anybody was called would prove nothing.
  expect(calls).toBeGreaterThan(5);
}
