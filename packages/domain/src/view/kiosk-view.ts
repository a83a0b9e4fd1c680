import type { HallConfig } from '../config.ts';
import type { ReadonlyHall } from '../state.ts';
import { dayView, openWindowsByQueue, waitingIn } from './parts.ts';
import type { KioskView } from './types.ts';

/** What every kiosk shows before a choice is made. */
export function kioskView(state: ReadonlyHall, config: HallConfig): KioskView {
  const windows = openWindowsByQueue(state, config);
  return {
    day: dayView(state),
    isRecovering: state.recovery !== null,
    queues: config.queues.map(({ id }) => ({ queueId: id, waiting: waitingIn(state, id).length, windows: windows.get(id) ?? 0 })),
  };
}
