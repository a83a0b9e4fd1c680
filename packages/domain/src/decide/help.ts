// One more window for a queue in a surge: given by a manager, taken back by a manager or when the surge is over (RULES.md, SU2–SU6).
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { HallEvent } from '../event.ts';
import type { Served } from '../served-by.ts';
import type { DeepReadonly, ReadonlyHall, WindowState } from '../state.ts';
import { isCalm, isSurging } from '../surge.ts';
import { waitsNow } from '../view/waits.ts';
import { onDuty } from './window-duty.ts';

type Window = DeepReadonly<WindowState>;

/** SU2: to a window where somebody sits, a queue that it does not serve; what it helped with before ends. */
export function helpQueue(state: ReadonlyHall, command: CommandOf<'window.help'>, context: Context): Decision {
  const { actor, config, now } = context;
  if (actor.role !== 'manager') return reject({ code: 'command.notYours' });
  const { windowId, queueId } = command;
  const duty = onDuty(state, windowId, context);
  if (duty.kind === 'rejection') return duty;
  if (!config.queues.some(({ id }) => id === queueId)) return reject({ code: 'queue.unknown', queueId });
  if (config.payment?.queue === queueId) return reject({ code: 'help.bank' });
  const own = config.windows.flatMap(({ id, queues }) => (id === windowId ? queues : []));
  if (own.some(({ queue }) => queue === queueId)) return reject({ code: 'help.ownQueue' });
  const ranks = own.map((served) => served.rank);
  const rank = command.place === 'first' ? Math.min(...ranks) : Math.max(...ranks) + 1;
  const { help } = duty.window;
  if (help?.queueId === queueId && help.rank === rank) return accept();
  const before: HallEvent[] = help ? [{ type: 'window.helped', windowId, queueId: help.queueId, by: 'manager' }] : [];
  const untilCalm = isSurging(state, queueId, { config, waits: waitsNow(state, config, now) });
  return accept(...before, { type: 'window.helping', windowId, queueId, rank, clerkId: actor.clerkId, calls: callsBefore(duty.window, own, rank), untilCalm });
}

/** SU4: it begins level with the window's own queues of that rank. */
function callsBefore({ callsByQueue }: Window, own: readonly Served[], rank: number): number {
  const shares = own.filter((served) => served.rank === rank).map(({ queue, weight }) => (callsByQueue.get(queue) ?? 0) / weight);
  return shares.length === 0 ? 0 : Math.ceil(Math.min(...shares));
}

/** SU5 */
export function endHelp(state: ReadonlyHall, { windowId }: CommandOf<'window.endHelp'>, context: Context): Decision {
  if (context.actor.role !== 'manager') return reject({ code: 'command.notYours' });
  const help = state.windowById.get(windowId)?.help;
  return help ? accept({ type: 'window.helped', windowId, queueId: help.queueId, by: 'manager' }) : reject({ code: 'help.none' });
}

/** As if nobody helped: what the help itself has shortened is no sign that it is not needed. */
const withoutHelp = (state: ReadonlyHall): ReadonlyHall => ({
  ...state, windowById: new Map([...state.windowById].map(([id, window]) => [id, { ...window, help: null }])),
});

/** SU5: help that began in a surge ends with it, and any once the queue is gone or the window's own. */
export function helpOver(state: ReadonlyHall, { config, now }: Context): HallEvent[] {
  const helping = [...state.windowById.values()].flatMap(({ windowId, help }) => (help ? [{ windowId, help }] : []));
  if (helping.length === 0) return [];
  const waits = waitsNow(withoutHelp(state), config, now);
  const own = (windowId: string) => config.windows.flatMap(({ id, queues }) => (id === windowId ? queues.map(({ queue }) => queue) : []));
  return helping.flatMap(({ windowId, help: { queueId, untilCalm } }): HallEvent[] => {
    const isMoot = own(windowId).includes(queueId) || !config.queues.some(({ id }) => id === queueId);
    return isMoot || (untilCalm && isCalm(state, queueId, { config, waits })) ? [{ type: 'window.helped', windowId, queueId, by: 'over' }] : [];
  });
}
