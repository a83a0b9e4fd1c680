// Asks the hub for a key, for one card. It is in no file and no log, and overwritten by whoever used it.
import { z } from 'zod';

export type KeySource = {
  /** Origin of the hub. */
  readonly hub: string;
  /** Null before the pairing. */
  readonly token: () => string | null;
};

const answerWithinMs = 3_000;
const keyBytes = 32;
const Reply = z.object({ key: z.base64() });

/** Null without an answer in time, and while no day is open. Never rejects. */
export async function fetchKey({ hub, token }: KeySource, path: '/day-key'): Promise<Uint8Array | null> {
  const bearer = token();
  if (bearer === null) return null;
  try {
    const response = await fetch(hub + path, { headers: { authorization: `Bearer ${bearer}` }, signal: AbortSignal.timeout(answerWithinMs) });
    const reply = Reply.safeParse(await response.json());
    const key = reply.success && response.ok ? Buffer.from(reply.data.key, 'base64') : null;
    return key?.length === keyBytes ? key : null;
  } catch {
    return null;
  }
}
