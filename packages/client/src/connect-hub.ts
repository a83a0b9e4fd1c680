// One connection to the hub: connect and reconnect, newest views, silence, commands. No React here: agents use it too.
// What it promises: a view of an earlier connection is never called current, and no envelope is made twice.
import type { ViewName, WireCommand } from '@hallcall/domain';
import type {
  Beat, ClaimAnswer, ClaimSpeech, ClientEvents, ConnectRefusal, Envelope, HealthReport, ServerEvents, ViewMessage, Welcome,
} from '@hallcall/protocol';
import { PROTOCOL_VERSION } from '@hallcall/protocol/version';
import { io, type Socket } from 'socket.io-client';
import { createHubClock } from './hub-clock.ts';
import { newCommandId, newId } from './ids.ts';
import { intentMs } from './limits.ts';
import { createOutgoing, isFactType, type SendResult } from './outgoing.ts';
import { createSilence } from './silence.ts';
import { createViewStore, type ViewOf } from './view-store.ts';

/** The highest state seen, which tells a hub restored from a backup that it is behind. */
export type Seen = { readonly epoch: number; readonly seq: number };

/**
 * `connecting`: nothing heard yet. `live`: beats arrive and what is shown is current. `stale`: it may be out of date.
 * `refused`: the hub does not know this session or protocol; it is not tried again.
 */
export type Link = 'connecting' | 'live' | 'stale' | 'refused';

export type HubStatus = {
  readonly link: Link;
  readonly refusal: ConnectRefusal | null;
  /** Hub time of the last beat before this status, epoch ms: since when it is stale. */
  readonly heardAt: number | null;
  readonly welcome: Welcome | null;
  /** The hub serves another build than the one this page came from. */
  readonly hasNewBuild: boolean;
};

export type HubOptions = {
  /** Origin of the hub, `http://host:port`. */
  readonly url: string;
  readonly token: string;
  /** From an earlier run, so that a hub which fell behind is noticed; pages pass null. */
  readonly seen: Seen | null;
  /** Local monotonic time, ms. */
  readonly now: () => number;
  readonly onWelcome?: (welcome: Welcome) => void;
  readonly onView?: (message: ViewMessage) => void;
  readonly onBeat?: (beat: Beat) => void;
  readonly onStatus?: (status: HubStatus) => void;
};

export type Hub = {
  /** Changes identity only when something in it changes. */
  readonly status: () => HubStatus;
  /** Called after every change of status and every view. Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** The newest view of a name; `id` null takes the one there is. */
  readonly view: <N extends ViewName>(name: N, id: string | null) => ViewOf<N> | null;
  /** Hub time, epoch ms; null before the first beat. */
  readonly now: () => number | null;
  readonly seen: () => Seen | null;
  /**
   * Sends a command (an envelope is made: 10 s for an intent, no expiry for a fact; passing faults are tried again
   * until then), or a ready envelope, whose faults are answers and whose owner decides.
   */
  readonly send: (message: WireCommand | Envelope) => Promise<SendResult>;
  /** Reports the parts of this device; dropped when not connected. */
  readonly health: (report: HealthReport) => void;
  /** Says that this device could speak (or not); once a second, dropped when not connected. */
  readonly announcer: (canSpeak: boolean) => void;
  /** Asks for a call before it is spoken. Null: no answer, so that nobody knows: do not speak. Asked again, the hub refuses what it has granted. */
  readonly claimSpeech: (claim: ClaimSpeech) => Promise<ClaimAnswer | null>;
  readonly close: () => void;
};

/** Local monotonic time as epoch ms: never steps, unlike `Date.now`. */
export const monotonicNow = (): number => performance.timeOrigin + performance.now();

const replyMs = 3_000;
/** A connection silent this long is given up, ms; Socket.IO alone would wait 45 s. */
const giveUpMs = 6_000;
const retryMs = { least: 300, most: 2_000 } as const;

/** Connects at once and keeps at it until closed or refused. */
export function connectHub(options: HubOptions): Hub {
  const clock = createHubClock(options.now);
  const views = createViewStore();
  const listeners = new Set<() => void>();
  let seen = options.seen;
  let firstBuild: string | null = null;
  let isWelcomed = false;
  let heardAt: number | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let status: HubStatus = { link: 'connecting', refusal: null, heardAt: null, welcome: null, hasNewBuild: false };

  const socket: Socket<ServerEvents, ClientEvents> = io(options.url, {
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: retryMs.most,
    randomizationFactor: 0.4,
    timeout: 4_000,
    forceNew: true,
    auth: (give) => give({ token: options.token, protocol: PROTOCOL_VERSION, seen }),
  });
  const outgoing = createOutgoing({
    isReady: () => isWelcomed && socket.connected,
    hubNow: () => clock.now(),
    sendOnce(envelope, onReply) {
      socket.timeout(replyMs).emit('command', envelope, (error, reply) => {
        const last = error === null && reply.kind === 'accepted' ? reply.events.at(-1) : undefined;
        if (last) saw(last);
        onReply(error === null ? reply : null);
      });
    },
  });
  const silence = createSilence({ onStale: update, onGivenUp: reconnect, giveUpMs });

  function update(change?: Partial<HubStatus>): void {
    const next = { ...status, ...change, heardAt };
    const isLive = isWelcomed && !silence.isStale() && views.isCurrent;
    const link = next.refusal !== null ? 'refused' : isLive ? 'live' : next.welcome === null ? 'connecting' : 'stale';
    const isSame = link === status.link && Object.keys(change ?? {}).length === 0;
    if (!isSame) {
      status = { ...next, link };
      options.onStatus?.(status);
    }
    for (const listener of listeners) listener();
  }

  function heard(at: Seen & { readonly now: number }): void {
    heardAt = at.now;
    clock.heard(at.now);
    silence.heard();
    saw(at);
  }

  /** Whatever carries a position counts: what was issued between two beats must not be forgotten unnoticed. */
  function saw({ epoch, seq }: Seen): void {
    if (seen === null || epoch > seen.epoch || (epoch === seen.epoch && seq > seen.seq)) seen = { epoch, seq };
  }

  function reconnect(): void {
    if (!socket.connected) return;
    socket.disconnect();
    socket.connect();
  }

  function retryLater(): void {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), retryMs.least + Math.random() * (retryMs.most - retryMs.least));
  }

  socket.on('welcome', (welcome) => {
    isWelcomed = true;
    heard(welcome);
    views.nextConnection();
    firstBuild ??= welcome.build;
    update({ welcome, hasNewBuild: welcome.build !== firstBuild });
    options.onWelcome?.(welcome);
    outgoing.flush();
  });
  socket.on('beat', (beat) => {
    heard(beat);
    options.onBeat?.(beat);
    if (status.link !== 'live') update();
  });
  socket.on('view', (message) => {
    views.put(message);
    saw(message);
    options.onView?.(message);
    update(message.build === firstBuild || firstBuild === null ? {} : { hasNewBuild: true });
  });
  socket.on('disconnect', (reason) => {
    isWelcomed = false;
    // Socket.IO does not come back by itself when the server closed the connection on purpose.
    if (reason === 'io server disconnect') retryLater();
  });
  socket.on('connect_error', (error) => {
    if (socket.active) return;
    if (error.message === 'hub.stopping') retryLater();
    // The message of a refusal is one of the protocol's codes: the hub's middleware makes no other.
    else update({ refusal: error.message as ConnectRefusal });
  });

  return {
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    view: (name, id) => views.get(name, id),
    now: () => clock.now(),
    seen: () => seen,
    send(message) {
      if ('commandId' in message) return outgoing.add(message, { keepOnFault: false });
      const hubNow = clock.now();
      if (status.welcome === null || hubNow === null) return Promise.resolve({ kind: 'unanswered', reason: 'notConnected' });
      return outgoing.add(envelopeOf(message, status.welcome.hallId, hubNow), { keepOnFault: true });
    },
    health(report) {
      if (isWelcomed) socket.emit('health', report);
    },
    announcer(canSpeak) {
      if (isWelcomed) socket.volatile.emit('announcer', { canSpeak });
    },
    claimSpeech: (claim) =>
      new Promise((resolve) => {
        if (!isWelcomed) return resolve(null);
        socket.timeout(replyMs).emit('claimSpeech', claim, (error, answer) => resolve(error === null ? answer : null));
      }),
    close() {
      clearTimeout(retry);
      silence.close();
      socket.close();
      outgoing.close();
      listeners.clear();
    },
  };
}

/** Makes the envelope of a command, once; `hubNow` in epoch ms. */
export function envelopeOf(command: WireCommand, hallId: string, hubNow: number): Envelope {
  const expiresAt = isFactType(command.type) ? null : hubNow + intentMs;
  // The brands belong to the schemas; the hall id comes from the hub and the command id is made to fit.
  return { hallId, commandId: newCommandId(newId(), hubNow), expiresAt, command } as Envelope;
}
