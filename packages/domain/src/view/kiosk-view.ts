import type { HallConfig } from '../config.ts';
import { isIssuing } from '../decide/ticket-issue.ts';
import { fullNow } from '../quota.ts';
import type { ReadonlyHall } from '../state.ts';
import { waitingIn } from '../waiting-in.ts';
import { dayView, openWindowsByQueue } from './parts.ts';
import type { KioskView } from './types.ts';
import type { Waits } from './waits.ts';

/** What every kiosk shows before a choice is made, at `now` (epoch ms; only the opening hours leave it with time). */
export function kioskView(state: ReadonlyHall, config: HallConfig, { now, waits }: { now: number; waits: Waits }): KioskView {
  const full = fullNow(state, config, now);
  const windows = openWindowsByQueue(state, config);
  return {
    day: dayView(state),
    isIssuing: isIssuing(state, { config, now }),
    isRecovering: state.recovery !== null,
    emergency: state.emergency,
    queues: config.queues.map(({ id }) => ({ queueId: id, waiting: waitingIn(state, id).length, windows: windows.get(id) ?? 0, waitMinutes: waits.get(id) ?? null })),
    ...(full.length > 0 ? { full } : {}),
  };
}
