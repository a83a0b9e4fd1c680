// Every accepted command with its reply, so that each can be sent again later and must get the identical answer.
import type { Reply } from '@hallcall/protocol';
import { expect } from 'vitest';
import { eventsOf, type Message, type Peer } from './peer.ts';

export type Ledger = {
  /** Sends, expects acceptance, remembers. */
  readonly send: (peer: Peer, command: Record<string, unknown>) => Promise<ReturnType<typeof eventsOf>>;
  /** Sends everything again over fresh connections of the same people. */
  readonly expectIdenticalAnswers: (connect: (token: string) => Promise<Peer>) => Promise<void>;
};

export function createLedger(): Ledger {
  const lines: { readonly token: string; readonly message: Message; readonly reply: Reply | null }[] = [];
  return {
    async send(peer, command) {
      const message = peer.message(command);
      const reply = await peer.send(message);
      const events = eventsOf(reply);
      lines.push({ token: peer.token, message, reply });
      return events;
    },
    async expectIdenticalAnswers(connect) {
      for (const { token, message, reply } of lines) {
        const peer = await connect(token);
        expect(await peer.send(message)).toEqual(reply);
        peer.close();
      }
    },
  };
}
