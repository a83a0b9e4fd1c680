// Somebody who sends commands one after another as long as the round lasts, some of them twice at once, again, or behind the next one.
import type { Reply } from '@hallcall/protocol';
import { createSeeded, type Seeded } from '@hallcall/testkit';
import type { Onlooker } from '../../chaos/agreement.ts';
import type { LinePeer } from '../../chaos/line-peer.ts';
import type { Message, Peer } from '../../chaos/peer.ts';
import { pause } from '../../chaos/until.ts';
import type { Account } from '../account.ts';

export type Command = Record<string, unknown>;

/** What somebody does next, seeing what the peer sees; null: nothing just now. */
export type Choose = (peer: Peer, seeded: Seeded) => Command | null | Promise<Command | null>;

export type Actor = {
  readonly name: string;
  /** What their views are worked out from. */
  readonly onlooker: Onlooker;
  readonly peer: LinePeer;
  /** Acts until `isOver`; resolves when everything sent is answered. */
  readonly play: (seed: number, isOver: () => boolean) => Promise<void>;
};

export function createActor(deps: { readonly name: string; readonly onlooker: Onlooker; readonly peer: LinePeer; readonly account: Account; readonly choose: Choose; readonly paceMs: number }): Actor {
  const { name, onlooker, peer, account, choose, paceMs } = deps;
  const send = (message: Message): Promise<void> => settle(peer, message, account);

  async function act(seeded: Seeded, late: Message | null): Promise<Message | null> {
    const sender = await peer.peer();
    const command = await choose(sender, seeded);
    const manner = seeded.below(10);
    const message = command && sender.message(command, seeded.id());
    if (message && late === null && manner === 0) return message;
    if (message) await Promise.all(manner < 3 ? [send(message), send(message)] : [send(message)]);
    if (message && manner === 3) await send(message);
    if (late) await send(late);
    return null;
  }

  return {
    name, onlooker, peer,
    async play(seed, isOver) {
      const seeded = createSeeded(seed);
      let late: Message | null = null;
      while (!isOver()) {
        late = await act(seeded, late);
        await pause(seeded.below(paceMs));
      }
      if (late) await send(late);
    },
  };
}

/** Sends until there is an answer that is one: not a fault of the hub's. Rejects when the hub threw, or when it was sent what no page sends. */
async function settle(peer: LinePeer, message: Message, account: Account): Promise<void> {
  for (;;) {
    const reply = await peer.ask(message);
    if (reply.kind === 'fault' && reply.fault.code === 'bug') throw new Error(`the hub threw at ${JSON.stringify(message)}`);
    if (reply.kind !== 'fault') {
      account.note(peer.token, message, reply);
      // The hub's clock was stepped: a new connection tells its time.
      if (isAboutTime(reply)) peer.hangUp();
      else if (isMalformed(reply)) throw new Error(`malformed: ${JSON.stringify([message, reply])}`);
      return;
    }
    await pause(100);
  }
}

const isMalformed = (reply: Reply): boolean => reply.kind === 'rejected' && reply.rejection.code === 'command.malformed';

const isAboutTime = (reply: Reply): boolean =>
  reply.kind === 'rejected' && (reply.rejection.code === 'command.expired' || (reply.rejection.code === 'command.malformed' && reply.rejection.path === 'expiresAt'));
