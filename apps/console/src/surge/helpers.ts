// Which windows could help a queue, and which do.
import type { HubConfig } from '@hallcall/client';
import type { ConsoleView, QueueId } from '@hallcall/domain';

type Window = ConsoleView['windows'][number];

/** Where somebody sits and the queue is not served: idle ones first, the longest idle foremost; those that help elsewhere last. */
export function couldHelp({ windows }: Pick<ConsoleView, 'windows'>, { hall }: HubConfig, queueId: QueueId): readonly Window[] {
  if (hall.payment?.queue === queueId) return [];
  const own = new Set(hall.windows.flatMap(({ id, queues }) => (queues.some(({ queue }) => queue === queueId) ? [String(id)] : [])));
  const open = windows.filter(({ windowId, status, help }) => status !== 'closed' && !own.has(windowId) && help?.queueId !== queueId);
  return open.toSorted((a, b) => Number(a.help !== undefined) - Number(b.help !== undefined) || Number(b.status === 'idle') - Number(a.status === 'idle') || a.since - b.since);
}

/** Windows that help the queue now. */
export const helpersOf = ({ windows }: Pick<ConsoleView, 'windows'>, queueId: QueueId): readonly Window[] => windows.filter(({ help }) => help?.queueId === queueId);
