import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isFact, WireCommand } from '@hallcall/domain';
import { PROTOCOL_VERSION, type ClientEvents, type Envelope, type Reply, type ServerEvents, type ViewMessage, type Welcome } from '@hallcall/protocol';
import { Server, type Socket } from 'socket.io';
import { afterEach, expect, test } from 'vitest';
import { connectHub, monotonicNow, type Hub, type HubOptions } from './connect-hub.ts';
import { newId } from './ids.ts';
import { isFactType } from './outgoing.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

type HubSocket = Socket<ClientEvents, ServerEvents>;
const hubTime = 1_700_000_000_000;

/** A hub that only says what a test tells it to say. */
async function fakeHub(onConnection: (socket: HubSocket) => void, refuse: () => string | null = () => null) {
  const http: HttpServer = createServer();
  const io = new Server<ClientEvents, ServerEvents>(http, { transports: ['websocket'] });
  io.use((_socket, next) => {
    const reason = refuse();
    next(reason === null ? undefined : new Error(reason));
  });
  io.on('connection', onConnection);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  opened.push(() => io.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

function open(url: string, options: Partial<HubOptions> = {}): Hub {
  const hub = connectHub({ url, token: 'secret', seen: null, now: monotonicNow, ...options });
  opened.push(() => hub.close());
  return hub;
}

const welcome = (over: Partial<Welcome> = {}): Welcome => ({
  hallId: 'h1', actor: { role: 'hub' }, epoch: 1, seq: 10, now: hubTime, build: 'one', ...over,
});
const kioskView = (waiting: number, over: { seq?: number; build?: string } = {}): ViewMessage => ({
  name: 'kiosk', id: '', epoch: 1, seq: over.seq ?? 10, config: 1, build: over.build ?? 'one',
  view: { day: null, isIssuing: true, isRecovering: false, emergency: null, queues: [{ queueId: 'q' as never, waiting, windows: 1, gate: null, waitMinutes: 0 }] },
});
const waitingSeen = (hub: Hub): number | undefined => hub.view('kiosk', null)?.view.queues[0]?.waiting;

function until(hub: Hub, isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isTrue()) return;
      stop();
      resolve();
    };
    const stop = hub.subscribe(look);
    look();
  });
}
/** Beats until stopped; a test stops the beat, not the socket. */
function beating(socket: HubSocket): () => void {
  const beat = (): void => void socket.emit('beat', { now: hubTime + 1, epoch: 1, seq: 10 });
  beat();
  const timer = setInterval(beat, 500);
  opened.push(() => clearInterval(timer));
  return () => clearInterval(timer);
}

test('the handshake carries token, protocol and the highest state ever seen, also of this connection', async () => {
  const handshakes: unknown[] = [];
  const url = await fakeHub((socket) => {
    handshakes.push(socket.handshake.auth);
    socket.emit('welcome', welcome({ epoch: 2, seq: handshakes.length === 1 ? 7 : 3 }));
    if (handshakes.length === 1) socket.disconnect(true);
  });
  const hub = open(url, { seen: { epoch: 1, seq: 99 } });
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (handshakes.length < 2) return;
      clearInterval(timer);
      resolve();
    }, 20);
  });
  expect(handshakes).toEqual([
    { token: 'secret', protocol: PROTOCOL_VERSION, seen: { epoch: 1, seq: 99 } },
    { token: 'secret', protocol: PROTOCOL_VERSION, seen: { epoch: 2, seq: 7 } },
  ]);
  expect(hub.seen()).toEqual({ epoch: 2, seq: 7 });
});

test('views and replies count as seen, too, not only the beat', async () => {
  const url = await fakeHub((socket) => {
    socket.emit('welcome', welcome());
    socket.emit('view', kioskView(1, { seq: 12 }));
    socket.on('command', ({ commandId }, reply) => reply({
      kind: 'accepted',
      events: [{ seq: 14, epoch: 1, day: null, at: hubTime, actor: 'hub', commandId, event: { type: 'config.adopted', version: 1 } }],
    }));
  });
  const hub = open(url);
  await until(hub, () => waitingSeen(hub) === 1);
  expect(hub.seen()).toEqual({ epoch: 1, seq: 12 });
  await hub.send({ type: 'day.open' });
  expect(hub.seen()).toEqual({ epoch: 1, seq: 14 });
});

test('silence of the beat alone makes the page stale, and the next beat live again', async () => {
  let stop: (() => void) | undefined;
  let connection: HubSocket | undefined;
  const url = await fakeHub((socket) => {
    connection = socket;
    socket.emit('welcome', welcome());
    socket.emit('view', kioskView(1));
    stop = beating(socket);
  });
  const hub = open(url);
  await until(hub, () => hub.status().link === 'live');
  stop?.();
  await until(hub, () => hub.status().link === 'stale');
  expect(connection?.connected).toBe(true);
  expect(hub.status().heardAt).toBe(hubTime + 1);
  expect(waitingSeen(hub)).toBe(1);
  connection?.emit('beat', { now: hubTime + 9, epoch: 1, seq: 10 });
  await until(hub, () => hub.status().link === 'live');
});

test('a new connection is not live before its own first view, and that view replaces all earlier ones', async () => {
  let connections = 0;
  let current: HubSocket | undefined;
  const url = await fakeHub((socket) => {
    connections += 1;
    current = socket;
    socket.emit('welcome', welcome());
    if (connections === 1) {
      socket.emit('view', kioskView(5, { seq: 900 }));
      socket.emit('view', { ...kioskView(0), name: 'agent', id: 'a', view: { deviceId: 'a' as never, reprints: [], slips: [], bars: [], emergency: null } });
    }
    beating(socket);
  });
  const hub = open(url);
  await until(hub, () => hub.view('agent', 'a') !== null);
  current?.conn.close();
  await until(hub, () => hub.status().link === 'stale' || connections === 2);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(connections).toBe(2);
  expect([hub.status().link, waitingSeen(hub)]).toEqual(['stale', 5]);
  current?.emit('view', kioskView(2, { seq: 3 }));
  await until(hub, () => hub.status().link === 'live');
  expect([waitingSeen(hub), hub.view('agent', 'a')]).toEqual([2, null]);
});

test('the same envelope goes out again after a cut until it is answered', async () => {
  const received: Envelope[] = [];
  const url = await fakeHub((socket) => {
    socket.emit('welcome', welcome());
    socket.on('command', (envelope, reply) => {
      received.push(envelope);
      if (received.length === 1) socket.disconnect(true);
      else reply({ kind: 'accepted', events: [] });
    });
  });
  // Its clock stands still: the hub's time is the welcome's for as long as this takes.
  const hub = open(url, { now: () => 1_000 });
  await until(hub, () => hub.status().welcome !== null);
  const result = await hub.send({ type: 'day.open' });
  expect(result).toEqual({ kind: 'accepted', events: [] });
  expect(received).toHaveLength(2);
  expect(received[1]).toEqual(received[0]);
  expect(received[0]).toMatchObject({ hallId: 'h1', command: { type: 'day.open' } });
  expect(received[0]?.expiresAt).toBe(hubTime + 10_000);
});

test('a passing fault is tried again with the same envelope; with a ready envelope it is the answer', async () => {
  const received: Envelope[] = [];
  const fault: Reply = { kind: 'fault', fault: { code: 'storage.unavailable' } };
  const url = await fakeHub((socket) => {
    socket.emit('welcome', welcome());
    socket.on('command', (envelope, reply) => {
      received.push(envelope);
      reply(received.length === 1 || received.length === 3 ? fault : { kind: 'accepted', events: [] });
    });
  });
  const hub = open(url);
  await until(hub, () => hub.status().welcome !== null);
  expect((await hub.send({ type: 'day.open' })).kind).toBe('accepted');
  expect(received[1]).toEqual(received[0]);
  const [first] = received;
  if (first === undefined) throw new Error('nothing was received');
  const ready = { ...first, commandId: newId() as Envelope['commandId'], expiresAt: null };
  expect(await hub.send(ready)).toEqual(fault);
  expect(received).toHaveLength(3);
});

test('an intent without an answer ends as expired, and a fact carries no expiry', async () => {
  const received: Envelope[] = [];
  const url = await fakeHub((socket) => {
    socket.emit('welcome', welcome());
    socket.on('command', (envelope) => void received.push(envelope));
  });
  const hub = open(url);
  await until(hub, () => hub.status().welcome !== null);
  const fact = hub.send({ type: 'agent.report', date: '2026-11-22', highest: {} } as never);
  const ready = { hallId: 'h1', commandId: 'x'.repeat(22), expiresAt: hubTime + 300, command: { type: 'day.open' } } as unknown as Envelope;
  expect(await hub.send(ready)).toEqual({ kind: 'unanswered', reason: 'expired' });
  expect(received[0]?.expiresAt).toBeNull();
  hub.close();
  expect(await fact).toEqual({ kind: 'unanswered', reason: 'closed' });
});

test('a message over 2 MB is never sent', async () => {
  const received: Envelope[] = [];
  const url = await fakeHub((socket) => {
    socket.emit('welcome', welcome());
    socket.on('command', (envelope, reply) => {
      received.push(envelope);
      reply({ kind: 'accepted', events: [] });
    });
  });
  const hub = open(url);
  await until(hub, () => hub.status().welcome !== null);
  const huge = { type: 'ticket.claim', ticketId: 'x'.repeat(2_100_000) } as never;
  expect(await hub.send(huge)).toEqual({ kind: 'unanswered', reason: 'tooLarge' });
  expect((await hub.send({ type: 'day.close' })).kind).toBe('accepted');
  expect(received.map((envelope) => envelope.command.type)).toEqual(['day.close']);
});

test('a refused session is told once and not tried again', async () => {
  let tries = 0;
  const url = await fakeHub(() => undefined, () => {
    tries += 1;
    return 'session.unknown';
  });
  const hub = open(url);
  await until(hub, () => hub.status().link === 'refused');
  expect(hub.status().refusal).toBe('session.unknown');
  expect(tries).toBe(1);
  expect(await hub.send({ type: 'day.open' })).toEqual({ kind: 'unanswered', reason: 'notConnected' });
});

test('a stopping hub is tried again', async () => {
  let tries = 0;
  const url = await fakeHub((socket) => void socket.emit('welcome', welcome()), () => {
    tries += 1;
    return tries === 1 ? 'hub.stopping' : null;
  });
  const hub = open(url);
  await until(hub, () => hub.status().welcome !== null);
  expect(tries).toBe(2);
});

test('another build than the first one seen is told', async () => {
  let connection: HubSocket | undefined;
  const url = await fakeHub((socket) => {
    connection = socket;
    socket.emit('welcome', welcome());
    socket.emit('view', kioskView(1));
  });
  const hub = open(url);
  await until(hub, () => waitingSeen(hub) === 1);
  expect(hub.status().hasNewBuild).toBe(false);
  connection?.emit('view', kioskView(2, { build: 'two' }));
  await until(hub, () => hub.status().hasNewBuild);
});

test('what counts as a fact here is what the domain calls a fact', () => {
  const types = WireCommand.options.map((schema) => schema.shape.type.value);
  expect(types.filter((type) => isFactType(type))).toEqual(types.filter((type) => isFact({ type })));
  expect(types.some((type) => isFactType(type))).toBe(true);
});
