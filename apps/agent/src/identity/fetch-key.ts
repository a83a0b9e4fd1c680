// Asks the hub for keys, for one card. They are in no file and no log, and overwritten by whoever used them.
import { z } from 'zod';

export type KeySource = {
  /** Origin of the hub. */
  readonly hub: string;
  /** Null before the pairing. */
  readonly token: () => string | null;
};
/** One of those under which whoever booked is known. */
export type PeriodKey = { readonly keyId: number; readonly key: Uint8Array };

const answerWithinMs = 3_000;
const keyBytes = 32;
const Reply = z.object({ key: z.base64() });
const PeriodKeys = z.object({ keys: z.array(z.object({ keyId: z.int(), key: z.base64url() })).min(1) });

/** Null without an answer in time, and while no day is open. Never rejects. */
export async function fetchKey(source: KeySource, path: '/day-key'): Promise<Uint8Array | null> {
  const reply = Reply.safeParse(await answerOf(source, path));
  const key = reply.success ? Buffer.from(reply.data.key, 'base64') : null;
  return key?.length === keyBytes ? key : null;
}

/** Null without an answer in time. Never rejects. */
export async function fetchPeriodKeys(source: KeySource): Promise<readonly PeriodKey[] | null> {
  const reply = PeriodKeys.safeParse(await answerOf(source, '/bookings/keys'));
  const keys = reply.success ? reply.data.keys.map(({ keyId, key }) => ({ keyId, key: Buffer.from(key, 'base64url') })) : null;
  return keys?.every(({ key }) => key.length === keyBytes) === true ? keys : null;
}

async function answerOf({ hub, token }: KeySource, path: string): Promise<unknown> {
  const bearer = token();
  if (bearer === null) return null;
  try {
    const response = await fetch(hub + path, { headers: { authorization: `Bearer ${bearer}` }, signal: AbortSignal.timeout(answerWithinMs) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
