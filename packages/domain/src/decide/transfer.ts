// A visitor is sent on to another queue, window or department, with the number and the place.
import type { CommandOf } from '../command.ts';
import type { HallConfig } from '../config.ts';
import { accept, type Context, type Decision } from '../context.ts';
import type { DepartmentId, QueueId, WindowId } from '../ids.ts';
import type { Rejection } from '../rejection.ts';
import { serves } from '../served-by.ts';
import type { ReadonlyHall } from '../state.ts';
import { waitingOf } from '../place.ts';
import { activeFor } from './window-call.ts';

type Destination =
  | { readonly kind: 'queue'; readonly queueId: QueueId; readonly onlyAt: WindowId | null }
  | { readonly kind: 'rejection'; readonly rejection: Rejection };
type Sending = { readonly from: QueueId; readonly sender: WindowId; readonly config: HallConfig };

/** T1–T5: waiting again, at the old place, in the queue that the target stands for. */
export function transferStop(state: ReadonlyHall, command: CommandOf<'stop.transfer'>, context: Context): Decision {
  const at = activeFor(state, command, 'transfer', context);
  if (at.kind === 'rejection') return at;
  const { windowId, ticketId, reason } = command;
  const to = destination(state, command.to, { from: at.stop.queueId, sender: windowId, config: context.config });
  if (to.kind === 'rejection') return to;
  const { queueId, onlyAt } = to;
  return accept({ type: 'stop.transferred', ticketId, stop: at.stop.index, windowId, clerkId: at.duty.clerkId, queueId, onlyAt, reason });
}

function destination(state: ReadonlyHall, to: CommandOf<'stop.transfer'>['to'], sending: Sending): Destination {
  if ('queueId' in to) return toQueue(state, to.queueId, sending);
  if ('windowId' in to) return toWindow(state, to.windowId, sending);
  return toDepartment(state, to.departmentId, sending);
}

function toQueue(state: ReadonlyHall, queueId: QueueId, { from, config }: Sending): Destination {
  if (!config.queues.some(({ id }) => id === queueId)) return refuse({ code: 'queue.unknown', queueId });
  if (queueId === from) return refuse({ code: 'transfer.sameQueue' });
  return isServed(state, config, queueId) ? { kind: 'queue', queueId, onlyAt: null } : refuse({ code: 'transfer.unserved' });
}

/** Into its own queue where that window serves it, else into the one it serves first. */
function toWindow(state: ReadonlyHall, windowId: WindowId, { from, sender, config }: Sending): Destination {
  const window = config.windows.find(({ id }) => id === windowId);
  if (!window) return refuse({ code: 'window.unknown', windowId });
  if (windowId === sender) return refuse({ code: 'transfer.sameWindow' });
  if (!state.windowById.get(windowId)?.clerkId) return refuse({ code: 'transfer.windowClosed', windowId });
  const first = window.queues.toSorted((a, b) => a.rank - b.rank).reduceRight((_, { queue }) => queue, from);
  return { kind: 'queue', queueId: serves(state, window, from) ? from : first, onlyAt: windowId };
}

/** The shortest of its queues that somebody serves, the first of equals. */
function toDepartment(state: ReadonlyHall, departmentId: DepartmentId, { from, config }: Sending): Destination {
  if (!config.departments.some(({ id }) => id === departmentId)) return refuse({ code: 'department.unknown', departmentId });
  const own = new Set(config.items.filter(({ department }) => department === departmentId).map(({ queue }) => queue));
  const waiting = (queueId: QueueId) => waitingOf(state, queueId).length;
  const open = config.queues.map(({ id }) => id).filter((id) => own.has(id) && id !== from && isServed(state, config, id));
  const [shortest] = open.toSorted((a, b) => waiting(a) - waiting(b));
  if (shortest) return { kind: 'queue', queueId: shortest, onlyAt: null };
  return refuse(own.has(from) ? { code: 'transfer.sameQueue' } : { code: 'transfer.unserved' });
}

/** Somebody sits at a window of the queue, in a break or not. */
const isServed = (state: ReadonlyHall, { windows }: HallConfig, queueId: QueueId): boolean =>
  windows.some((window) => serves(state, window, queueId) && Boolean(state.windowById.get(window.id)?.clerkId));

const refuse = (rejection: Rejection): Destination => ({ kind: 'rejection', rejection });
