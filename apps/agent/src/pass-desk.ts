// Asks the hub what the code of a return pass or a booking is good for. Whoever tries codes at random soon waits.
import type { CodeReply, PassProblem } from '@hallcall/protocol';
import { z } from 'zod';
import type { KeySource } from './identity/fetch-key.ts';

export type PassDesk = { readonly find: (code: string) => Promise<CodeReply | PassProblem> };

export type PassDeskDeps = KeySource & {
  /** Own clock, epoch ms. */
  readonly now: () => number;
};

const [mostWrong, withinMs, answerWithinMs] = [5, 60_000, 3_000];
const problems = [
  'pass.unknown', 'pass.used', 'pass.voided', 'pass.expired', 'booking.used', 'booking.cancelled', 'booking.otherDay', 'booking.tooEarly', 'booking.tooLate',
] as const;
const Problem = z.object({ code: z.enum(problems) });

/** Remembers wrong codes of the last minute. */
export function createPassDesk({ now, ...source }: PassDeskDeps): PassDesk {
  let wrongAt: number[] = [];
  return {
    async find(code) {
      wrongAt = wrongAt.filter((at) => now() - at < withinMs);
      const [first] = wrongAt;
      if (first !== undefined && wrongAt.length >= mostWrong) return { code: 'pass.tooMany', waitMs: first + withinMs - now() };
      const found = await lookUpCode(source, code);
      if ('code' in found && found.code === 'pass.unknown') wrongAt.push(now());
      return found;
    },
  };
}

/** What a code is good for; `pass.needsHub` without an answer in time, too. Never rejects. */
export async function lookUpCode({ hub, token }: KeySource, code: string): Promise<CodeReply | PassProblem> {
  const answer = await ask(`${hub}/pass/${code}`, token());
  if (answer === null) return { code: 'pass.needsHub' };
  // The hub's own answers have these shapes.
  if (answer.status === 200) return answer.body as CodeReply;
  return Problem.safeParse(answer.body).success ? (answer.body as PassProblem) : { code: 'pass.needsHub' };
}

/** Null: no answer in time. */
async function ask(address: string, token: string | null): Promise<{ readonly status: number; readonly body: unknown } | null> {
  if (token === null) return null;
  try {
    const response = await fetch(address, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(answerWithinMs) });
    return { status: response.status, body: await response.json() };
  } catch {
    return null;
  }
}
