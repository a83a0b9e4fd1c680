// Who sits at a window, and whether it works.
import type { CommandOf } from '../command.ts';
import { labelOf } from '../config-index.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { HallEvent } from '../event.ts';
import type { ClerkId, WindowId } from '../ids.ts';
import type { Rejection } from '../rejection.ts';
import { heldAt } from '../held-at.ts';
import type { DeepReadonly, ReadonlyHall, WindowState } from '../state.ts';

export type Duty =
  | { readonly kind: 'window'; readonly window: DeepReadonly<WindowState>; readonly clerkId: NonNullable<WindowState['clerkId']>; readonly zone: Context['config']['windows'][number]['zone'] }
  | { readonly kind: 'rejection'; readonly rejection: Rejection };

/** W1: the window exists, is the actor's own (a manager's is every one), and somebody sits there on an open day. */
export function onDuty(state: ReadonlyHall, windowId: WindowId, { actor, config }: Context): Duty {
  const configured = config.windows.find((window) => window.id === windowId);
  if (!configured) return { kind: 'rejection', rejection: { code: 'window.unknown', windowId } };
  const isOwn = actor.role === 'clerk' && actor.windowId === windowId;
  if (!isOwn && actor.role !== 'manager') return { kind: 'rejection', rejection: { code: 'command.notYours' } };
  if (!state.day || state.day.closed) return { kind: 'rejection', rejection: { code: 'day.closed' } };
  const window = state.windowById.get(windowId);
  if (!window?.clerkId) return { kind: 'rejection', rejection: { code: 'window.notOpen' } };
  if (actor.role === 'clerk' && window.clerkId !== actor.clerkId) return { kind: 'rejection', rejection: { code: 'window.taken' } };
  return { kind: 'window', window, clerkId: window.clerkId, zone: configured.zone };
}

/** W2: one clerk a window, one window a clerk. */
export function openWindow(state: ReadonlyHall, { windowId }: CommandOf<'window.open'>, context: Context): Decision {
  const door = clerkAtDoor(state, windowId, context);
  if (door.kind === 'rejection') return door;
  const { clerkId, sitting, elsewhere } = door;
  if (sitting === clerkId) return accept();
  if (sitting) return reject({ code: 'window.taken' });
  if (elsewhere !== null) return reject({ code: 'window.clerkElsewhere', windowId: elsewhere, label: labelOf(context.config, elsewhere) });
  return accept({ type: 'window.opened', windowId, clerkId });
}

export type Door =
  /** `sitting`: who is on record here; `elsewhere`: the other window where the actor is. */
  | { readonly kind: 'door'; readonly clerkId: ClerkId; readonly sitting: ClerkId | null; readonly elsewhere: WindowId | null }
  | { readonly kind: 'rejection'; readonly rejection: Rejection };

const no = (rejection: Rejection): Door => ({ kind: 'rejection', rejection });

/** A clerk in front of the own window on an open day. */
export function clerkAtDoor(state: ReadonlyHall, windowId: WindowId, { actor, config }: Context): Door {
  if (!config.windows.some((window) => window.id === windowId)) return no({ code: 'window.unknown', windowId });
  if (actor.role !== 'clerk' || actor.windowId !== windowId) return no({ code: 'command.notYours' });
  if (!state.day || state.day.closed) return no({ code: 'day.closed' });
  const { clerkId } = actor;
  const elsewhere = [...state.windowById.values()].find((window) => window.clerkId === clerkId && window.windowId !== windowId)?.windowId ?? null;
  return { kind: 'door', clerkId, sitting: state.windowById.get(windowId)?.clerkId ?? null, elsewhere };
}

/** W3, R6: nobody is left standing at a window that closes, and whom it holds waits again. */
export function closeWindow(state: ReadonlyHall, command: CommandOf<'window.close'>, context: Context): Decision {
  const duty = onDuty(state, command.windowId, context);
  if (duty.kind === 'rejection') return duty;
  if (duty.window.active) return reject({ code: 'window.busy', ticketId: duty.window.active.ticketId });
  return accept(...releasedFrom(state, command.windowId), { type: 'window.closed', windowId: command.windowId, by: context.actor.role === 'manager' ? 'manager' : 'clerk' });
}

/** R6 */
export const releasedFrom = (state: ReadonlyHall, windowId: WindowId): HallEvent[] =>
  heldAt(state, windowId).map(({ ticket, stop }): HallEvent => ({ type: 'stop.released', ticketId: ticket.ticketId, stop: stop.index, windowId }));

/** W4 */
export function pauseWindow(state: ReadonlyHall, command: CommandOf<'window.pause'>, context: Context): Decision {
  const duty = onDuty(state, command.windowId, context);
  if (duty.kind === 'rejection') return duty;
  if (duty.window.pause) return reject({ code: 'window.paused' });
  if (duty.window.active) return reject({ code: 'window.busy', ticketId: duty.window.active.ticketId });
  return accept({ type: 'window.paused', windowId: command.windowId, reason: command.reason });
}

/** W4 */
export function resumeWindow(state: ReadonlyHall, command: CommandOf<'window.resume'>, context: Context): Decision {
  const duty = onDuty(state, command.windowId, context);
  if (duty.kind === 'rejection') return duty;
  if (!duty.window.pause) return reject({ code: 'window.notPaused' });
  return accept({ type: 'window.resumed', windowId: command.windowId });
}
