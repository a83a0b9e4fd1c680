// I4: old messages once more over fresh connections; the account notes whether the answer is the first one.
import type { Reply } from '@hallcall/protocol';
import { createSeeded } from '@hallcall/testkit';
import { connectPeer, type Message } from '../../chaos/peer.ts';
import type { Account } from '../account.ts';
import type { TortureHall } from '../hall.ts';

const [acceptedARound, refusedARound, tries] = [25, 10, 5];

/** Rejects when the hub, which nothing disturbs, leaves one without an answer. */
export async function resendSome({ hub }: TortureHall, account: Account, seed: number): Promise<void> {
  const seeded = createSeeded(seed);
  const [accepted, refused] = [account.accepted(), account.refusedNow()];
  const chosen = [
    ...(accepted.length === 0 ? [] : Array.from({ length: acceptedARound }, () => seeded.pick(accepted))),
    // The newest have not expired yet.
    ...refused.slice(-refusedARound),
  ];
  for (const [token, own] of Map.groupBy(chosen, (entry) => entry.token)) {
    for (const { message } of own) account.note(token, message, await ask(hub().url, token, message));
  }
}

async function ask(url: string, token: string, message: Message): Promise<Reply> {
  for (let nth = 1; nth <= tries; nth += 1) {
    const peer = await connectPeer(url, token).catch(() => null);
    const reply = (await peer?.send(message)) ?? null;
    peer?.close();
    if (reply !== null && reply.kind !== 'fault') return reply;
  }
  throw new Error(`nobody answers when ${JSON.stringify(message)} is sent once more`);
}
