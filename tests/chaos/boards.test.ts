// Boards whose hub is killed and whose lines are cut while calls go on: in the end each board has one word about each call
// of its zones. It was shown there, or the board was away.
import { rmSync } from 'node:fs';
import { newId, type HubConfig } from '@hallcall/client';
import type { PublishedConfig } from '@hallcall/protocol';
import { createDroppableProxy, type DroppableProxy } from '@hallcall/testkit';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { openDisplay } from './display.ts';
import { steadyDay } from './day-change.ts';
import { newFolder, startHubProcess, type HubProcess } from './hub-process.ts';
import { connectPeer, eventsOf, type Peer } from './peer.ts';
import { until } from './until.ts';

type Call = { readonly callId: string; readonly zone: string; readonly ticketId: string };
type Row = { readonly callId: string; readonly deviceId: string; readonly kind: 'shown' | 'away' };

const data = newFolder();
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  rmSync(data, { recursive: true });
});

/** A board behind a line of its own. */
async function openBoard(port: number, token: string) {
  const proxy: DroppableProxy = await createDroppableProxy(port);
  const seenEver = new Set<string>();
  let display = openDisplay(proxy.url, token, seenEver);
  closers.push(() => proxy.close(), () => display.close());
  return {
    seenEver,
    isLive: () => until(() => display.status().link, (link) => link === 'live'),
    leave() {
      proxy.setTarget(null);
      proxy.cut();
    },
    comeBack: () => proxy.setTarget(port),
    reload() {
      display.close();
      display = openDisplay(proxy.url, token, seenEver);
    },
  };
}

const send = async (peer: Peer, command: Record<string, unknown>) => eventsOf(await peer.send(peer.message(command)));
/** The visitor at each window, across the hub's lives. */
const activeAt = new Map<string, string>();

/** Kiosk and two clerks of one life of the hub. */
async function openStaff(hub: HubProcess, config: HubConfig) {
  const sample = await hub.sample();
  const token = (windowId: string): string => sample.windows.find((window) => window.windowId === windowId)?.token ?? '';
  const [kiosk, w1, w2] = await Promise.all([connectPeer(hub.url, hub.kiosk().token), connectPeer(hub.url, token('w1')), connectPeer(hub.url, token('w2'))]);

  async function call(windowId: 'w1' | 'w2'): Promise<Call> {
    const clerk = windowId === 'w1' ? w1 : w2;
    const queue = config.hall.windows.find(({ id }) => id === windowId)?.queues[0]?.queue;
    const itemId = config.hall.items.find((item) => item.queue === queue)?.id;
    await send(kiosk, { type: 'ticket.issue', ticketId: newId(), items: [{ itemId, count: 1 }], language: 'zh', paper: 'none' });
    const active = activeAt.get(windowId) ?? null;
    if (active === null) await send(clerk, { type: 'window.open', windowId });
    const [called] = (await send(clerk, { type: 'window.callNext', windowId, active })).map(({ event }) => event).filter((event) => event.type === 'ticket.called');
    if (!called) throw new Error('nobody was called');
    activeAt.set(windowId, called.ticketId);
    return called;
  }

  return {
    call,
    /** The visitor has come: the call is over. */
    settle: ({ ticketId }: Call, windowId: 'w1' | 'w2') => send(windowId === 'w1' ? w1 : w2, { type: 'stop.start', windowId, ticketId }),
    close: () => [kiosk, w1, w2].forEach((peer) => peer.close()),
  };
}

function proofs(): readonly Row[] {
  const db = new Database(`${data}/hall.db`, { readonly: true });
  try {
    return db.prepare<[], Row>('select call_id as callId, device_id as deviceId, kind from call_proof').all();
  } finally {
    db.close();
  }
}

test('killed hub, cut line, reloaded board: each call is shown once per board, or the board was away', async () => {
  let hub = await startHubProcess({ data, port: 0, under: [], args: [], env: steadyDay() });
  closers.push(() => hub.kill('SIGTERM'));
  const port = Number(new URL(hub.url).port);
  const config = (await (await fetch(`${hub.url}config/1`)).json()) as PublishedConfig<HubConfig['catalogue']> as HubConfig;
  const { boards } = await hub.sample();
  const tokenOf = (id: string): string => boards.find(({ boardId }) => boardId === id)?.token ?? '';
  const [b1, b2] = [await openBoard(port, tokenOf('b1')), await openBoard(port, tokenOf('b2'))];
  await Promise.all([b1.isLive(), b2.isLive()]);
  let staff = await openStaff(hub, config);
  closers.push(() => staff.close());
  const made: Call[] = [];
  const call = async (windowId: 'w1' | 'w2'): Promise<Call> => {
    const one = await staff.call(windowId);
    made.push(one);
    return one;
  };
  const callAndSettle = async (windowId: 'w1' | 'w2'): Promise<Call> => {
    const one = await call(windowId);
    await staff.settle(one, windowId);
    return one;
  };
  const restart = async (): Promise<void> => {
    await hub.kill('SIGKILL');
    staff.close();
    hub = await startHubProcess({ data, port, under: [], args: [], env: steadyDay() });
    staff = await openStaff(hub, config);
  };
  const kindOf = (deviceId: string, { callId }: Call) => proofs().find((row) => row.deviceId === deviceId && row.callId === callId)?.kind;
  const shownAt = (deviceId: string, one: Call) => until(() => kindOf(deviceId, one), (kind) => kind === 'shown');

  // Both there.
  const together = [await callAndSettle('w1'), await callAndSettle('w2')];
  for (const one of together) await shownAt('display-b1', one);

  // One line cut: what came and went meanwhile is told as away, what is still true is shown.
  b1.leave();
  const missed = await callAndSettle('w1');
  const stillTrue = await call('w1');
  await shownAt('display-b2', missed);
  b1.comeBack();
  await shownAt('display-b1', stillTrue);
  expect([kindOf('display-b1', missed), kindOf('display-b2', missed)]).toEqual(['away', 'shown']);
  await staff.settle(stillTrue, 'w1');

  // Killed with a call on its way to the boards.
  const inTheAir = await call('w1');
  await restart();
  for (const deviceId of ['display-b1', 'display-b2']) await shownAt(deviceId, inTheAir);
  await staff.settle(inTheAir, 'w1');

  // Killed, and calls go on before the boards have found it again.
  b1.leave();
  b2.leave();
  await restart();
  const alone = [await callAndSettle('w1'), await callAndSettle('w2')];
  const waitsForBoards = await call('w1');
  b1.comeBack();
  b2.comeBack();
  // In the middle of the reconnection, without a look at who is back.
  const during = [await callAndSettle('w2'), await callAndSettle('w2'), await callAndSettle('w2')];
  for (const deviceId of ['display-b1', 'display-b2']) await shownAt(deviceId, waitsForBoards);
  expect(alone.map((one) => kindOf('display-b1', one))).toEqual(['away', 'away']);
  await staff.settle(waitsForBoards, 'w1');

  // Reloaded, with calls before, in between and after.
  const before = await call('w1');
  b2.reload();
  await staff.settle(before, 'w1');
  const after = await callAndSettle('w1');
  await b2.isLive();
  const last = await call('w1');
  for (const deviceId of ['display-b1', 'display-b2']) await shownAt(deviceId, last);

  const zonesOf = (boardId: string): readonly string[] => config.hall.boards.find(({ id }) => id === boardId)?.zones ?? [];
  const owed = made.flatMap(({ callId, zone }) => ['b1', 'b2'].flatMap((boardId) => (zonesOf(boardId).includes(zone) ? [`${callId} display-${boardId}`] : [])));
  expect(new Set(made.map(({ callId }) => callId)).size).toBe(together.length + alone.length + during.length + [missed, stillTrue, inTheAir, waitsForBoards, before, after, last].length);
  expect(owed.length).toBeGreaterThan(made.length);
  const told = await until(() => proofs().map(({ callId, deviceId }) => `${callId} ${deviceId}`), (rows) => rows.length >= owed.length);
  expect(told.toSorted()).toEqual(owed.toSorted());
  const unseen = proofs().filter(({ callId, deviceId, kind }) => kind === 'shown' && !(deviceId === 'display-b1' ? b1 : b2).seenEver.has(callId));
  expect(unseen).toEqual([]);
}, 60_000);
