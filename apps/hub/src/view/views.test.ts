import { expect, test } from 'vitest';
import { eventsOf, found, issueTicket, startTestHub } from '../testing/test-hub.ts';

test('each role gets its own views, whole, at once when it connects', async () => {
  const hall = await startTestHub();
  const clients = await Promise.all([hall.agent(), hall.clerk('w1'), hall.board(), hall.manager()]);
  expect(clients.map(({ views }) => views.slice(0, 2).map(({ name, id }) => `${name}:${id}`))).toEqual([
    ['kiosk:', 'agent:kiosk-1'], ['window:w1'], ['board:b1', 'voice:display-b1'], ['console:', 'log:'],
  ]);
  const { epoch, seq } = hall.hub.engine.state() && { epoch: 1, seq: hall.hub.engine.seq() };
  expect(clients[0]?.views[0]).toMatchObject({ epoch, seq, config: 1, build: 'dev' });
  expect(clients[0]?.welcome).toEqual({
    hallId: 'sample', epoch, seq, now: hall.clock.now, build: 'dev',
    actor: { role: 'agent', deviceId: 'kiosk-1', band: { first: 5_000, last: 5_499 }, lastContactAt: null },
  });
  await hall.discard();
});

test('a view leaves only when its own content changed', async () => {
  const hall = await startTestHub();
  const [agent, clerk, other, manager] = await Promise.all([hall.agent(), hall.clerk('w1'), hall.clerk('w3'), hall.manager()]);
  await issueTicket(agent);
  await expect.poll(() => clerk.view('window').next.length).toBe(1);
  await expect.poll(() => manager.view('console').totals.waiting).toBe(1);
  const count = (client: typeof other) => client.views.length;
  const seen = count(other);
  for (let i = 0; i < 3; i += 1) await issueTicket(agent);
  await expect.poll(() => clerk.view('window').next.length).toBe(4);
  expect(count(other)).toBe(seen);
  const before = count(manager);
  for (let i = 0; i < 3; i += 1) await hall.hub.tick();
  await issueTicket(agent);
  await expect.poll(() => manager.view('console').totals.waiting).toBe(5);
  expect(count(manager)).toBeLessThanOrEqual(before + 2);
  await hall.discard();
});

test('a burst is sent in few frames, and the last view tells the end of it', async () => {
  const hall = await startTestHub();
  const [agent, board] = await Promise.all([hall.agent(), hall.board()]);
  await Promise.all(Array.from({ length: 300 }, () => issueTicket(agent)));
  await expect.poll(() => board.view('board').waiting[0]?.[1]).toBe(300);
  expect(board.views.length).toBeLessThan(100);
  await hall.discard();
});

test('a board stays within 4 KB with all 43 queues waiting and ten calls', async () => {
  const hall = await startTestHub();
  const agent = await hall.agent();
  const { hall: config } = hall.hub.engine.config();
  for (const { id } of config.queues) {
    const item = found(config.items.find(({ queue }) => queue === id));
    for (let i = 0; i < 3; i += 1) await issueTicket(agent, item.id);
  }
  for (const { id: windowId } of config.windows) {
    const clerk = await hall.clerk(windowId);
    eventsOf(await clerk.command({ type: 'window.open', windowId }));
    for (let i = 0; i < 2; i += 1) {
      const active = hall.hub.state().windowById.get(windowId)?.active?.ticketId ?? null;
      if (active) eventsOf(await clerk.command({ type: 'stop.start', windowId, ticketId: active }));
      eventsOf(await clerk.command({ type: 'window.callNext', windowId, active }));
    }
  }
  const board = await hall.board();
  expect(board.view('board').waiting).toHaveLength(43);
  expect(board.view('board').calls).toHaveLength(10);
  expect(Buffer.byteLength(JSON.stringify(board.views.at(-1)))).toBeLessThanOrEqual(4_096);
  await hall.discard();
});

test('presence reaches the console and no log: connections, windows, parts of a device', async () => {
  const hall = await startTestHub();
  const manager = await hall.manager();
  const kiosk = () => manager.view('console').devices.find(({ deviceId }) => deviceId === 'kiosk-1');
  expect(kiosk()).toMatchObject({ connected: false, parts: [] });
  const seq = hall.hub.engine.seq();
  const [agent, clerk] = await Promise.all([hall.agent(), hall.clerk('w2')]);
  const parts = [{ part: 'printer', state: 'fault', code: 'paperOut', since: hall.clock.now }];
  agent.emit('health', { parts });
  agent.emit('health', { parts: 'nonsense' });
  await expect.poll(kiosk).toMatchObject({ connected: true, parts });
  await expect.poll(() => manager.view('console').windows.find(({ windowId }) => windowId === 'w2')?.isConnected).toBe(true);
  clerk.close();
  agent.close();
  await expect.poll(kiosk).toMatchObject({ connected: false, parts });
  await expect.poll(() => manager.view('console').windows.find(({ windowId }) => windowId === 'w2')?.isConnected).toBe(false);
  expect(hall.hub.engine.seq()).toBe(seq);
  await hall.discard();
});

test('a device that comes back is known by when it was last heard of', async () => {
  const hall = await startTestHub();
  const first = await hall.agent();
  await issueTicket(first);
  const heard = hall.clock.now;
  hall.clock.now += 5_000;
  first.close();
  await first.closed;
  hall.clock.now += 60_000;
  const { actor } = (await hall.agent()).welcome;
  expect([heard, heard + 5_000]).toContain('lastContactAt' in actor ? actor.lastContactAt : null);
  await hall.discard();
});
