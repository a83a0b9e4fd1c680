// Signing in with a PIN, and the lock-out after wrong ones. A wrong PIN and an unknown clerk get the same answer in the same time;
// only the lock-out, after five wrong PINs, shows that a clerk exists.
import type { HallConfig } from '@hallcall/domain';
import { hashPin, isPin } from '@hallcall/pin';
import type { HttpProblem, SessionReply, SignIn } from '@hallcall/protocol';
import type { Engine } from '../engine/engine.ts';
import type { RegistryTables } from './registry-tables.ts';
import { hashToken, newToken } from './secret.ts';

const attemptsBeforeLock = 5;
const firstLockMs = 30_000;
const longestLockMs = 15 * 60_000;
/** A working day with overtime. */
const sessionMs = 16 * 3_600_000;

export type SignInDeps = {
  readonly engine: Engine;
  readonly tables: RegistryTables;
  readonly now: () => number;
  readonly pinCost: number;
};

/** A token, or why not. */
export async function signIn({ engine, tables, now, pinCost }: SignInDeps, request: SignIn): Promise<SessionReply | HttpProblem> {
  const { pin, windowId } = request;
  const problem = unknownWindow(engine.config().hall, windowId);
  if (problem) return problem;
  const clerk = tables.clerkTyped.get(request.clerkId, request.clerkId);
  if (!clerk || clerk.disabledAt !== null) {
    await hashPin(pin, pinCost);
    return { code: 'session.wrong' };
  }
  const { clerkId } = clerk;
  if (clerk.lockedUntil > now()) return { code: 'session.locked', waitMs: clerk.lockedUntil - now() };
  const isRight = await isPin(pin, clerk.pinHash);
  return engine.change(() => {
    const fresh = tables.clerk.get(clerkId);
    if (!fresh || fresh.pinHash !== clerk.pinHash || fresh.disabledAt !== null) return { code: 'session.wrong' };
    if (fresh.lockedUntil > now()) return { code: 'session.locked', waitMs: fresh.lockedUntil - now() };
    if (!isRight) {
      const failures = fresh.failures + 1;
      tables.attempt.run(failures, now() + lockMs(failures), clerkId);
      return { code: 'session.wrong' };
    }
    if (clerk.role !== 'manager' && windowId === null) return { code: 'session.notPermitted' };
    if (fresh.failures > 0) tables.attempt.run(0, 0, clerkId);
    const token = newToken();
    tables.endOldSessions.run(now());
    tables.addSession.run(hashToken(token), clerkId, windowId, now(), now() + sessionMs);
    return { token, clerkId, name: fresh.name, role: windowId === null ? 'manager' : 'clerk' };
  });
}

/** After the fifth wrong PIN 30 s, then twice as long each time, up to 15 minutes. */
function lockMs(failures: number): number {
  if (failures < attemptsBeforeLock) return 0;
  return Math.min(firstLockMs * 2 ** (failures - attemptsBeforeLock), longestLockMs);
}

function unknownWindow(hall: HallConfig, windowId: SignIn['windowId']): HttpProblem | null {
  if (windowId === null || hall.windows.some(({ id }) => id === windowId)) return null;
  return { code: 'request.malformed', path: 'windowId', problem: 'no such window' };
}
