import type { WindowId } from './ids.ts';
import type { ReadonlyHall } from './state.ts';

type Sent = { readonly onlyAt: WindowId | null } | undefined;

/** True unless the stop was sent to another window where somebody sits. */
export const isMeantFor = (state: ReadonlyHall, stop: Sent, windowId: WindowId): boolean => {
  const onlyAt = stop?.onlyAt ?? null;
  return onlyAt === null || onlyAt === windowId || !state.windowById.get(onlyAt)?.clerkId;
};
