// A visitor is put aside for a while and called back by the same window.
import type { CommandOf } from '../command.ts';
import { labelOf } from '../config-index.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import { statusOf } from '../evolve-parts.ts';
import { heldAt } from '../held-at.ts';
import type { ReadonlyHall } from '../state.ts';
import { isAllowed } from '../status.ts';
import { activeFor, newCallId } from './window-call.ts';
import { onDuty } from './window-duty.ts';

/** As many as a desk can keep in sight. */
const mostHeld = 12;

/** R1–R2: the window is idle again; the visitor belongs to it. */
export function holdStop(state: ReadonlyHall, command: CommandOf<'stop.hold'>, context: Context): Decision {
  const at = activeFor(state, command, 'hold', context);
  if (at.kind === 'rejection') return at;
  if (heldAt(state, command.windowId).length >= mostHeld) return reject({ code: 'hold.tooMany', most: mostHeld });
  const { windowId, ticketId, reason, forMs } = command;
  return accept({ type: 'stop.held', ticketId, stop: at.stop.index, windowId, reason, dueAt: forMs === null ? null : context.now + forMs });
}

/** R3–R5: the idle window that holds the visitor calls again. */
export function resumeStop(state: ReadonlyHall, { windowId, ticketId }: CommandOf<'stop.resume'>, context: Context): Decision {
  const duty = onDuty(state, windowId, context);
  if (duty.kind === 'rejection') return duty;
  const ticket = state.ticketById.get(ticketId);
  if (!ticket) return reject({ code: 'ticket.unknown' });
  const stop = heldAt(state, windowId).find((held) => held.ticket === ticket)?.stop;
  if (!stop) {
    const isHeldElsewhere = ticket.stops.some(({ life }) => isAllowed(life.status, 'resume'));
    return isHeldElsewhere ? reject({ code: 'command.notYours' }) : reject({ code: 'stop.wrongStatus', status: statusOf(ticket) });
  }
  if (duty.window.active) return reject({ code: 'window.busy', ticketId: duty.window.active.ticketId });
  if (duty.window.pause) return reject({ code: 'window.paused' });
  if (state.emergency) return reject({ code: 'hall.emergency' });
  if (ticket.activeAt) return reject({ code: 'ticket.elsewhere', windowId: ticket.activeAt, label: labelOf(context.config, ticket.activeAt) });
  return accept({ type: 'stop.resumed', ticketId, stop: stop.index, windowId, callId: newCallId(context), clerkId: duty.clerkId, zone: duty.zone });
}
