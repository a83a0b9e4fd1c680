import { ticketsOf } from './evolve-parts.ts';
import type { WindowId } from './ids.ts';
import type { DeepReadonly, Held, ReadonlyHall, Stop, Ticket } from './state.ts';

export type HeldStop = { readonly ticket: DeepReadonly<Ticket>; readonly stop: DeepReadonly<Stop>; readonly life: Held };

/** Whom a window has put aside, oldest first. */
export function heldAt(state: ReadonlyHall, windowId: WindowId): readonly HeldStop[] {
  const held: HeldStop[] = [];
  for (const ticket of ticketsOf(state, state.held)) {
    for (const stop of ticket.stops) {
      if (stop.life.status === 'held' && stop.life.windowId === windowId) held.push({ ticket, stop, life: stop.life });
    }
  }
  return held;
}
