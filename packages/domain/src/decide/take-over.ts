// No clerk is locked out by a computer that died or by somebody who forgot to leave: a window is taken over on purpose, and the log says so.
import type { CommandOf } from '../command.ts';
import { labelOf } from '../config-index.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { HallEvent } from '../event.ts';
import type { WindowId } from '../ids.ts';
import type { ReadonlyHall } from '../state.ts';
import { clerkAtDoor, releasedFrom } from './window-duty.ts';

/** W6, W7: what the clerk saw must still be so. */
export function takeOverWindow(state: ReadonlyHall, { windowId, from, leaving }: CommandOf<'window.takeOver'>, context: Context): Decision {
  const door = clerkAtDoor(state, windowId, context);
  if (door.kind === 'rejection') return door;
  const { clerkId, sitting, elsewhere } = door;
  if (sitting === clerkId) return accept();
  if (sitting !== from) return sitting ? reject({ code: 'window.taken' }) : reject({ code: 'window.notOpen' });
  if (elsewhere !== null && elsewhere !== leaving) return reject({ code: 'window.clerkElsewhere', windowId: elsewhere, label: labelOf(context.config, elsewhere) });
  const arrival: HallEvent = sitting ? { type: 'window.takenOver', windowId, clerkId, from: sitting } : { type: 'window.opened', windowId, clerkId };
  return accept(...(elsewhere === null ? [] : left(state, elsewhere)), arrival);
}

/** W7: whoever stood at the window that is left waits again at the old place. */
function left(state: ReadonlyHall, windowId: WindowId): HallEvent[] {
  const active = state.windowById.get(windowId)?.active;
  const visitor: readonly HallEvent[] = active
    ? [
        { type: 'stop.held', ticketId: active.ticketId, stop: active.stop, windowId, reason: 'other', dueAt: null },
        { type: 'stop.released', ticketId: active.ticketId, stop: active.stop, windowId },
      ]
    : [];
  return [...visitor, ...releasedFrom(state, windowId), { type: 'window.closed', windowId, by: 'clerk' }];
}
