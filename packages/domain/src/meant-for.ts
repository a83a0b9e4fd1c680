import type { HallConfig } from './config.ts';
import type { QueueId, WindowId } from './ids.ts';
import { serves } from './served-by.ts';
import type { ReadonlyHall } from './state.ts';

type Sent = { readonly onlyAt: WindowId | null; readonly queueId: QueueId } | undefined;
type Hall = { readonly state: ReadonlyHall; readonly config: Pick<HallConfig, 'windows'> };

/** True unless the stop was sent to another window where somebody sits and that still serves its queue. */
export function isMeantFor({ state, config }: Hall, stop: Sent, windowId: WindowId): boolean {
  const onlyAt = stop?.onlyAt ?? null;
  if (onlyAt === null || onlyAt === windowId || !state.windowById.get(onlyAt)?.clerkId) return true;
  return !config.windows.some((window) => window.id === onlyAt && serves(state, window, stop?.queueId));
}
