import type { HallConfig } from './config.ts';
import type { QueueId } from './ids.ts';
import type { ReadonlyHall } from './state.ts';

type Window = HallConfig['windows'][number];
export type Served = Window['queues'][number];

/** SU3: what a window serves at this moment: its own queues, and the one it helps with. */
export function servedBy(state: ReadonlyHall, window: Pick<Window, 'id' | 'queues'>): readonly Served[] {
  const help = state.windowById.get(window.id)?.help;
  if (!help || window.queues.some(({ queue }) => queue === help.queueId)) return window.queues;
  return [...window.queues, { queue: help.queueId, rank: help.rank, weight: 1 }];
}

/** The same of a window that the configuration may not have. */
export function servedAt(state: ReadonlyHall, { windows }: Pick<HallConfig, 'windows'>, windowId: string): readonly Served[] {
  const window = windows.find(({ id }) => id === windowId);
  return window ? servedBy(state, window) : [];
}

/** True when the window serves that queue now. */
export const serves = (state: ReadonlyHall, window: Pick<Window, 'id' | 'queues'>, queueId: QueueId | undefined): boolean =>
  servedBy(state, window).some(({ queue }) => queue === queueId);
