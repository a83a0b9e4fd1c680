// Joining a hall: ask, show the code, wait until a manager has typed it in at the console, keep the credentials.
import type { PairingClaim, PairingReply } from '@hallcall/protocol';
import { z } from 'zod';
import type { Pairing } from './core/state.ts';

const Code: z.ZodType<PairingReply> = z.object({ pairingId: z.string(), secret: z.string(), code: z.string(), expiresAt: z.number() });

/** Credentials of an agent, as the hub hands them out or a file holds them. Throws a ZodError for anything else. */
export const AgentCredentials = z
  .object({
    hallId: z.string().min(1), deviceId: z.string().min(1), token: z.string().min(1),
    band: z.object({ first: z.int(), last: z.int() }),
  })
  .transform(({ hallId, deviceId, token, band }): Pairing => ({ hallId, deviceId, token, band: { first: band.first, last: band.last } }));

export type PairingDeps = {
  /** Origin of the hub. */
  readonly hub: string;
  readonly name: string;
  /** The code to show; null while there is none. */
  onCode(code: string | null): void;
  pause(ms: number): Promise<void>;
  readonly signal: AbortSignal;
};

const askEveryMs = 2_000;

/** Resolves with the credentials, asking anew whenever a code expires or the hub is away; rejects when aborted. */
export async function pair(deps: PairingDeps): Promise<Pairing> {
  for (;;) {
    const asked = await post(deps, '/pairing', { kind: 'agent', name: deps.name });
    // 201: the hub has made one.
    if (asked.status === 201) {
      const reply = Code.parse(asked.body);
      deps.onCode(reply.code);
      const credentials = await claim(deps, reply);
      if (credentials) return credentials;
    }
    deps.onCode(null);
    await deps.pause(askEveryMs);
  }
}

/** Waits for the manager; null when the code is no longer good. */
async function claim(deps: PairingDeps, { pairingId, secret }: PairingReply): Promise<Pairing | null> {
  for (;;) {
    await deps.pause(askEveryMs);
    const answer = await post(deps, '/pairing/claim', { pairingId, secret } satisfies PairingClaim);
    if (answer.status === 200) return AgentCredentials.parse(answer.body);
    if (answer.status !== 202 && answer.status !== 0) return null;
  }
}

/** Status 0: the hub could not be reached. */
async function post({ hub, signal }: PairingDeps, path: string, body: object): Promise<{ status: number; body: unknown }> {
  signal.throwIfAborted();
  try {
    const response = await fetch(hub + path, {
      method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' }, signal,
    });
    return { status: response.status, body: await response.json().catch(() => null) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError) return { status: 0, body: null };
    throw error;
  }
}
