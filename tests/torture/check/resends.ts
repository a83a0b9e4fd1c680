// I4: old messages once more over fresh connections; the account notes whether the answer is the first one.
import { createSeeded } from '@hallcall/testkit';
import { connectPeer } from '../../chaos/peer.ts';
import type { Account } from '../account.ts';
import type { TortureHall } from '../hall.ts';

const resentARound = 25;

export async function resendSome({ hub }: TortureHall, account: Account, seed: number): Promise<void> {
  const seeded = createSeeded(seed);
  const entries = account.accepted();
  if (entries.length === 0) return;
  const chosen = Array.from({ length: resentARound }, () => seeded.pick(entries));
  for (const [token, own] of Map.groupBy(chosen, (entry) => entry.token)) {
    const peer = await connectPeer(hub().url, token);
    for (const { message } of own) {
      const reply = await peer.send(message);
      if (reply) account.note(token, message, reply);
    }
    peer.close();
  }
}
