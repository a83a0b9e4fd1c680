// A peer behind a line of its own that may be spoilt: it connects again and sends the same envelope until it is answered.
import type { Reply } from '@hallcall/protocol';
import { createDroppableProxy, type DroppableProxy } from '@hallcall/testkit';
import { connectPeer, type Message, type Peer } from './peer.ts';
import { pause } from './until.ts';

export type LinePeer = {
  readonly token: string;
  readonly line: DroppableProxy;
  /** Connected, over however many tries. */
  readonly peer: () => Promise<Peer>;
  /** The answer, over however many connections. */
  readonly ask: (message: Message) => Promise<Reply>;
  /** Gives the connection up; the next question takes a new one. */
  readonly hangUp: () => void;
  /** Ends every question without an answer: they reject. */
  readonly close: () => Promise<void>;
};

/** `port`: where the hub listens. `replyMs`: how long one try waits. */
export async function createLinePeer({ token, port, replyMs }: { readonly token: string; readonly port: number; readonly replyMs: number }): Promise<LinePeer> {
  const line = await createDroppableProxy(port);
  let current: Peer | null = null;
  let isClosed = false;

  async function peer(): Promise<Peer> {
    while (!current?.isOpen()) {
      if (isClosed) throw new Error('the peer is closed');
      current = await connectPeer(line.url, token, replyMs).catch(() => pause(Math.min(replyMs / 10, 50)).then(() => null));
    }
    return current;
  }

  return {
    token, line, peer,
    async ask(message) {
      for (;;) {
        const sender = await peer();
        const reply = await sender.send(message);
        if (reply !== null) return reply;
        // Nothing came: the line may have swallowed it, so a new one is taken, and the same envelope goes out again.
        line.heal();
        sender.close();
      }
    },
    hangUp: () => current?.close(),
    close() {
      isClosed = true;
      current?.close();
      return line.close();
    },
  };
}
