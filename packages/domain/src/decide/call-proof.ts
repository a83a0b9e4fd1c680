// A display says that it has painted a call. The log keeps the first proof of a call; the rest is the hub's table.
import type { CommandOf } from '../command.ts';
import { accept, type Context, type Decision } from '../context.ts';
import type { EventOf } from '../event.ts';
import type { ReadonlyHall } from '../state.ts';

/** V1: the first `shown` of a call in its own zone becomes an event; everything else is known already. */
export function acknowledge(state: ReadonlyHall, command: CommandOf<'call.acknowledge'>, { now }: Context): Decision {
  const first = new Map<string, EventOf<'call.shown'>>();
  for (const { callId, zone, at } of command.shown) {
    const call = state.callById.get(callId);
    if (!call || call.shownAt !== null || call.zone !== zone || first.has(callId)) continue;
    first.set(callId, { type: 'call.shown', callId, zone, at: Math.min(now, Math.max(at, call.at)) });
  }
  return accept(...first.values());
}
