import type { HallConfig } from './config.ts';
import type { QueueId, WindowId } from './ids.ts';
import type { ReadonlyHall } from './state.ts';

type Sent = { readonly onlyAt: WindowId | null; readonly queueId: QueueId } | undefined;
type Hall = { readonly state: ReadonlyHall; readonly config: Pick<HallConfig, 'windows'> };

/** True unless the stop was sent to another window where somebody sits and that still serves its queue. */
export function isMeantFor({ state, config }: Hall, stop: Sent, windowId: WindowId): boolean {
  const onlyAt = stop?.onlyAt ?? null;
  if (onlyAt === null || onlyAt === windowId || !state.windowById.get(onlyAt)?.clerkId) return true;
  return !config.windows.some(({ id, queues }) => id === onlyAt && queues.some(({ queue }) => queue === stop?.queueId));
}
