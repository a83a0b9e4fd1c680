// A client of the hub as PROTOCOL.md describes it, without anything that reconnects or resends by itself.
import { newId } from '@hallcall/client';
import type { Views } from '@hallcall/domain';
import { PROTOCOL_VERSION, type Reply, type StoredEvent, type ViewMessage, type Welcome } from '@hallcall/protocol';
import { io, type Socket } from 'socket.io-client';

/** A message as it goes out: the same object is sent again when it is resent. */
export type Message = { readonly hallId: string; readonly commandId: string; readonly expiresAt: number | null; readonly command: Record<string, unknown> };

export type Peer = {
  readonly token: string;
  readonly welcome: Welcome;
  /** The newest view of a name; throws when there is none. */
  readonly view: <N extends keyof Views>(name: N) => Views[N];
  /** An envelope valid for ten seconds, or for ever when it tells a fact. */
  readonly message: (command: Record<string, unknown>, commandId?: string) => Message;
  /** The reply, or null when none came within `replyMs` or before the connection ended. */
  readonly send: (message: unknown) => Promise<Reply | null>;
  readonly isOpen: () => boolean;
  readonly close: () => void;
};

const facts = new Set(['ticket.issueOffline', 'paper.report', 'reprint.record', 'call.acknowledge', 'speech.report', 'agent.report']);
const viewsOf = { agent: 3, manager: 2, clerk: 1, display: 2, hub: 0 } as const satisfies Record<Welcome['actor']['role'], number>;
const defaultReplyMs = 4_000;

/** Resolves with welcome and first views. Rejects with the refusal's code, or when the hub is not there. */
export function connectPeer(url: string, token: string, replyMs = defaultReplyMs): Promise<Peer> {
  const socket: Socket = io(url, {
    transports: ['websocket'], reconnection: false, forceNew: true, timeout: replyMs, auth: { token, protocol: PROTOCOL_VERSION, seen: null },
  });
  const newest = new Map<string, ViewMessage>();
  let welcome: Welcome | null = null;
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.close();
      reject(error);
    };
    socket.on('connect_error', fail);
    socket.on('disconnect', (reason) => fail(new Error(`the connection ended: ${reason}`)));
    socket.on('welcome', (message: Welcome) => void (welcome = message));
    socket.on('view', (message: ViewMessage) => {
      newest.set(message.name, message);
      if (welcome !== null && newest.size === viewsOf[welcome.actor.role]) resolve(peerOf(socket, { token, welcome, newest, replyMs }));
    });
  });
}

type Known = { readonly token: string; readonly welcome: Welcome; readonly newest: ReadonlyMap<string, ViewMessage>; readonly replyMs: number };

function peerOf(socket: Socket, { token, welcome, newest, replyMs }: Known): Peer {
  const welcomedAt = performance.now();
  return {
    token, welcome,
    view(name) {
      const message = newest.get(name);
      if (!message) throw new Error(`no view ${name}`);
      // The name decides the type of the view; the map cannot say so.
      return message.view as never;
    },
    message: (command, commandId = newId()) => ({
      hallId: welcome.hallId, commandId, command,
      expiresAt: facts.has(String(command['type'])) ? null : Math.round(welcome.now + performance.now() - welcomedAt) + 10_000,
    }),
    send(message) {
      return new Promise((resolve) => {
        if (!socket.connected) return resolve(null);
        const lost = (): void => resolve(null);
        socket.once('disconnect', lost);
        socket.timeout(replyMs).emit('command', message, (error: Error | null, reply: Reply) => {
          socket.off('disconnect', lost);
          resolve(error ? null : reply);
        });
      });
    },
    isOpen: () => socket.connected,
    close: () => void socket.close(),
  };
}

/** The events of an accepted reply, or a failed test that shows what came instead. */
export function eventsOf(reply: Reply | null): readonly StoredEvent[] {
  if (reply?.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(reply)}`);
  return reply.events;
}
