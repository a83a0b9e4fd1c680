// From a token to who speaks: a signed-in clerk or a paired device. Both survive a restart, both can be ended at once.
import type { Actor } from '@hallcall/domain';
import type { DeviceRow, RegistryTables, SessionRow } from './registry-tables.ts';
import { hashToken } from './secret.ts';

export type Identity =
  | { readonly kind: 'clerk'; readonly session: SessionRow; readonly tokenHash: Buffer }
  | { readonly kind: 'device'; readonly device: DeviceRow; readonly tokenHash: Buffer };

/** Null when the token is unknown, ended or expired at `now` (epoch ms). */
export function identify(tables: RegistryTables, token: string, now: number): Identity | null {
  const tokenHash = hashToken(token);
  const session = tables.session.get(tokenHash);
  if (session) return session.expiresAt > now ? { kind: 'clerk', session, tokenHash } : null;
  const device = tables.deviceByToken.get(tokenHash);
  return device ? { kind: 'device', device, tokenHash } : null;
}

/** Who this identity is to the rules. A session at a window acts as that window's clerk, a manager's too. */
export function actorOf(identity: Identity, lastContactAt: number | null): Actor {
  if (identity.kind === 'clerk') {
    const { clerkId, windowId, role } = identity.session;
    return windowId === null ? { role: 'manager', clerkId } : { role: 'clerk', clerkId, windowId, isBank: role === 'bank' };
  }
  const { deviceId, boardId, first, last } = identity.device;
  if (boardId !== null) return { role: 'display', deviceId, boardId };
  if (first === null || last === null) throw new Error(`the agent ${deviceId} has no number band`);
  return { role: 'agent', deviceId, band: { first, last }, lastContactAt };
}
