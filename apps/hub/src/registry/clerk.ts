// Adding, changing and disabling clerks. The last manager stays.
import type { ClerkId } from '@hallcall/domain';
import { hashPin } from '@hallcall/pin';
import type { ClerkChange, HttpProblem, Registry, Setup } from '@hallcall/protocol';
import type { Engine } from '../engine/engine.ts';
import type { RegistryTables } from './registry-tables.ts';

export type ClerkDeps = {
  readonly engine: Engine;
  readonly tables: RegistryTables;
  readonly now: () => number;
  readonly pinCost: number;
};

/** Null when done. A new PIN, another role or disabling ends the clerk's sessions. */
export async function changeClerk({ engine, tables, now, pinCost }: ClerkDeps, typed: ClerkId, change: ClerkChange): Promise<HttpProblem | null> {
  const newHash = change.pin === null ? null : await hashPin(change.pin, pinCost);
  return engine.change((record) => {
    // No second one whose number differs in capitals only: at sign-in they do not matter.
    const known = tables.clerkTyped.get(typed, typed);
    const clerkId = known?.clerkId ?? typed;
    const pinHash = newHash ?? known?.pinHash;
    if (pinHash === undefined) return { code: 'request.malformed', path: 'pin', problem: 'a new clerk needs a PIN' };
    const staysManager = change.role === 'manager' && !change.isDisabled;
    const isManager = known?.role === 'manager' && known.disabledAt === null;
    if (isManager && !staysManager && tables.otherManagers.get(clerkId) === 0) return { code: 'clerk.last' };
    const disabledAt = change.isDisabled ? (known?.disabledAt ?? now()) : null;
    tables.putClerk.run({ clerkId, name: change.name, role: change.role, pinHash, disabledAt });
    if (newHash !== null || change.isDisabled || known?.role !== change.role) tables.endSessionsOf.run(clerkId);
    record(known ? (change.isDisabled ? 'clerkDisabled' : 'clerkChanged') : 'clerkAdded', clerkId);
    return null;
  });
}

/** The first manager, made with the one-time code. `code` null: there is no code to be used any more. */
export async function setUp(deps: ClerkDeps, request: Setup, code: string | null): Promise<HttpProblem | null> {
  if (code === null || hasManager(deps.tables)) return { code: 'setup.done' };
  if (request.code !== code) return { code: 'setup.wrongCode' };
  const { clerkId, name, pin } = request;
  const pinHash = await hashPin(pin, deps.pinCost);
  return deps.engine.change((record) => {
    if (hasManager(deps.tables)) return { code: 'setup.done' };
    deps.tables.putClerk.run({ clerkId, name, role: 'manager', pinHash, disabledAt: null });
    record('clerkAdded', clerkId);
    return null;
  });
}

/** True when somebody can manage the hall: the set-up code has done its work. */
export const hasManager = (tables: RegistryTables): boolean => (tables.otherManagers.get('') ?? 0) > 0;

/** Everybody known, without a secret. */
export function listRegistry(tables: RegistryTables, now: number): Registry {
  return {
    clerks: tables.clerks.all().map(({ clerkId, name, role, disabledAt, lockedUntil }) => ({
      clerkId, name, role, isDisabled: disabledAt !== null, isLocked: lockedUntil > now,
    })),
    devices: tables.devices.all().map(({ deviceId, kind, name, pairedAt, boardId, first, last }) => ({
      deviceId, kind, name, pairedAt, boardId, band: first !== null && last !== null ? { first, last } : null,
    })),
  };
}
