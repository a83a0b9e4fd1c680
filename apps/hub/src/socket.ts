// The hall's wire: who may connect, what they send, the beat. Rules live behind `engine`, contents in `view/`.
import type { Server as HttpServer } from 'node:http';
import type { Socket as Line } from 'node:net';
import { AnnouncerReport, ClaimSpeech, Handshake, HealthReport, limits, PROTOCOL_VERSION, type ClientEvents, type ConnectRefusal, type ServerEvents } from '@hallcall/protocol';
import { Server, type Socket } from 'socket.io';
import { receiveCommand } from './receive-command.ts';
import type { Engine } from './engine/engine.ts';
import { StorageUnavailable } from './engine/writer.ts';
import { missedCalls } from './missed-calls.ts';
import type { PresenceBook } from './presence.ts';
import { actorOf, identify } from './registry/session.ts';
import type { RegistryTables } from './registry/registry-tables.ts';
import { roomKey, roomsOf } from './view/rooms.ts';
import type { Views } from './view/views.ts';
import type { VoiceDesk } from './voice/voice-desk.ts';
import type { Actor, DeviceId } from '@hallcall/domain';

/** How long `bye` and the answers under way may take. */
const farewellMs = 500;

type SocketData = { actor: Actor; tokenHash: Buffer };
export type HallServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
type HallSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;

export type SocketDeps = {
  readonly engine: Engine;
  readonly tables: RegistryTables;
  readonly presence: PresenceBook;
  readonly voice: VoiceDesk;
  readonly now: () => number;
  readonly build: string;
  /** True when Origin and Host of a request are the hall's own. */
  readonly isOurs: (headers: { readonly origin?: string | undefined; readonly host?: string | undefined }) => boolean;
  /** A device has seen more than this hub knows. */
  readonly seenAhead: (seen: { readonly epoch: number; readonly seq: number }) => Promise<void>;
  readonly views: () => Views;
  readonly fatal: (error: unknown) => void;
};

/** Socket.IO on the hub's own HTTP server. `recheck` drops connections whose session or pairing has ended; `moveClock` tells by how much the hub's clock was set, ms. */
export function attachSockets(http: HttpServer, deps: SocketDeps): {
  readonly io: HallServer; readonly recheck: () => void; readonly moveClock: (byMs: number) => void; readonly close: () => Promise<void>;
} {
  const io: HallServer = new Server(http, {
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: limits.closeBytes,
    pingInterval: 5_000,
    pingTimeout: 10_000,
    allowRequest: (request, answer) => answer(deps.isOurs(request.headers) ? null : 'origin.foreign', deps.isOurs(request.headers)),
  });
  io.use((socket, next) => void decideOnEntry(deps, socket, next));
  io.on('connection', (socket) => welcome(deps, socket));
  const lines = new Set<Line>();
  http.on('connection', (line) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  const beat = setInterval(() => {
    io.volatile.emit('beat', { now: deps.now(), epoch: deps.engine.epoch(), seq: deps.engine.seq() });
  }, limits.beatMs);
  return {
    io,
    recheck() {
      for (const socket of io.sockets.sockets.values()) {
        if (!isStillKnown(deps, socket.data.tokenHash)) socket.disconnect(true);
      }
    },
    moveClock(byMs) {
      deps.presence.moveClock(byMs);
      for (const { data } of io.sockets.sockets.values()) {
        const { actor } = data;
        if (actor.role === 'agent' && actor.lastContactAt !== null) data.actor = { ...actor, lastContactAt: actor.lastContactAt + byMs };
      }
    },
    async close() {
      clearInterval(beat);
      io.emit('bye');
      // A peer that has fallen silent or a request that goes on would hold the server open as long as it likes.
      const late = setTimeout(() => lines.forEach((line) => line.destroy()), farewellMs);
      await io.close();
      clearTimeout(late);
    },
  };
}

/** The refusal is the `message` of the client's connect_error. */
async function decideOnEntry(deps: SocketDeps, socket: HallSocket, next: (refusal?: Error) => void): Promise<void> {
  let refusal: ConnectRefusal | null;
  try {
    refusal = await admit(deps, socket);
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) return deps.fatal(error);
    refusal = 'hub.stopping';
  }
  return refusal === null ? next() : next(new Error(refusal));
}

async function admit(deps: SocketDeps, socket: HallSocket): Promise<ConnectRefusal | null> {
  const handshake = Handshake.safeParse(socket.handshake.auth);
  if (!handshake.success) return 'handshake.malformed';
  const { token, protocol, seen } = handshake.data;
  if (protocol !== PROTOCOL_VERSION) return 'protocol.unsupported';
  const identity = identify(deps.tables, token, deps.now());
  if (!identity) return 'session.unknown';
  const lastContactAt = identity.kind === 'device' ? deps.presence.lastContactAt(identity.device.deviceId) : null;
  socket.data = { actor: actorOf(identity, lastContactAt), tokenHash: identity.tokenHash };
  if (seen && identity.kind === 'device') await deps.seenAhead(seen);
  return null;
}

/** Runs between two groups, so that state and views are those of a commit. */
function welcome(deps: SocketDeps, socket: HallSocket): void {
  const { engine, presence } = deps;
  const { actor } = socket.data;
  const leave = join(deps, socket, actor);
  socket.on('disconnect', () => {
    leave();
    deps.views().touch();
  });
  socket.on('command', receiveCommand(engine, socket, () => socket.data.actor));
  socket.on('health', (report) => {
    const parsed = HealthReport.safeParse(report);
    if (!parsed.success || (actor.role !== 'agent' && actor.role !== 'display')) return;
    presence.health(actor.deviceId, parsed.data);
    deps.views().touch();
  });
  if (actor.role === 'agent' || actor.role === 'display') hearAnnouncer(deps, socket, actor.deviceId);
  const { hallId } = engine.config().hall;
  socket.emit('welcome', { hallId, actor, epoch: engine.epoch(), seq: engine.seq(), now: deps.now(), build: deps.build });
  for (const room of roomsOf(actor)) {
    const key = roomKey(room);
    const message = deps.views().join(room, !socket.nsp.adapter.rooms.has(key));
    if (message) socket.emit('view', message);
    void socket.join(key);
  }
  if (actor.role === 'display') noteMissedCalls(deps, actor);
  deps.views().touch();
}

function noteMissedCalls({ engine, tables, now, fatal }: SocketDeps, { deviceId, boardId }: Extract<Actor, { role: 'display' }>): void {
  const pairedAt = tables.device.get(deviceId)?.pairedAt ?? now();
  const write = (): void => missedCalls(engine.state(), engine.config().hall, engine.proofs, { deviceId, boardId, pairedAt, now: now() }).forEach(engine.proofs.add);
  engine.change(write).catch((error: unknown) => (error instanceof StorageUnavailable ? undefined : fatal(error)));
}

/** What a device that may speak says besides commands. A claim that cannot be stored is not answered. */
function hearAnnouncer({ voice, presence, fatal }: SocketDeps, socket: HallSocket, deviceId: DeviceId): void {
  socket.on('announcer', (report) => {
    const parsed = AnnouncerReport.safeParse(report);
    if (parsed.success) voice.report(deviceId, parsed.data.canSpeak);
  });
  socket.on('claimSpeech', (claim, answer: unknown) => {
    const parsed = ClaimSpeech.safeParse(claim);
    if (typeof answer !== 'function') return;
    if (!parsed.success) return void answer('refused');
    voice.claim(deviceId, parsed.data).then(
      (given) => void answer(given),
      (error: unknown) => (error instanceof StorageUnavailable ? undefined : fatal(error)),
    );
  });
  socket.on('disconnect', () => {
    // The device may have come back before the end of its earlier connection was noticed.
    if (!presence.isConnected(deviceId)) voice.gone(deviceId);
  });
}

function join({ presence, now }: SocketDeps, socket: HallSocket, actor: Actor): () => void {
  if (actor.role === 'clerk') return presence.joinWindow(actor.windowId);
  if (actor.role !== 'agent' && actor.role !== 'display') return () => undefined;
  const { deviceId } = actor;
  presence.heard(deviceId, now());
  socket.conn.on('packet', () => presence.heard(deviceId, now()));
  return presence.joinDevice(deviceId);
}

function isStillKnown({ tables, now }: SocketDeps, tokenHash: Buffer): boolean {
  const session = tables.session.get(tokenHash);
  return session ? session.expiresAt > now() : tables.deviceByToken.get(tokenHash) !== undefined;
}
