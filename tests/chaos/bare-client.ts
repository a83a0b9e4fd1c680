// A client without any help: it sends what it is told once, and says whether an answer came.
import { randomBytes } from 'node:crypto';
import { PROTOCOL_VERSION, type Reply, type StoredEvent } from '@hallcall/protocol';
import { io } from 'socket.io-client';

export type BareClient = {
  /** Null when the connection was lost before the answer. */
  readonly send: (envelope: TestEnvelope) => Promise<Reply | null>;
  readonly close: () => void;
};

export type TestEnvelope = { readonly hallId: string; readonly commandId: string; readonly expiresAt: number | null; readonly command: Record<string, unknown> };

const randomId = (): string => randomBytes(16).toString('base64url');

/** An intent that is valid for ten seconds by this machine's clock, which is the hub's too. */
export const envelope = (command: Record<string, unknown>): TestEnvelope => ({
  hallId: 'sample', commandId: randomId(), expiresAt: Date.now() + 10_000, command,
});

export const issue = (): TestEnvelope =>
  envelope({ type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none' });

/** Resolves once the hub has said welcome. */
export function connectBare(url: string, token: string): Promise<BareClient> {
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, auth: { token, protocol: PROTOCOL_VERSION, seen: null } });
  const lost = new Set<() => void>();
  socket.on('disconnect', () => {
    for (const give of lost) give();
  });
  const client: BareClient = {
    send: (message) =>
      new Promise((resolve) => {
        if (!socket.connected) return resolve(null);
        const give = (): void => resolve(null);
        lost.add(give);
        socket.emit('command', message, (reply: Reply) => {
          lost.delete(give);
          resolve(reply);
        });
      }),
    close: () => void socket.disconnect(),
  };
  return new Promise((resolve, reject) => {
    socket.once('welcome', () => resolve(client));
    socket.once('connect_error', reject);
  });
}

/** The events of an accepted reply, none of any other. */
export const accepted = (reply: Reply | null): readonly StoredEvent[] => (reply?.kind === 'accepted' ? reply.events : []);
