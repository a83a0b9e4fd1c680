import type { HallConfig } from '../config.ts';
import { expectsBooked } from '../decide/booking.ts';
import { isDoubted } from '../decide/doubted-day.ts';
import { isIssuing } from '../decide/ticket-issue.ts';
import { createQueueGates } from '../queue-gate.ts';
import { fullNow } from '../quota.ts';
import type { ReadonlyHall } from '../state.ts';
import { waitingIn } from '../waiting-in.ts';
import { dayView, openWindowsByQueue } from './parts.ts';
import type { KioskView } from './types.ts';
import type { Waits } from './waits.ts';

/** What every kiosk shows before a choice is made, at `now` (epoch ms; only the opening hours and their forecast leave it with time). */
export function kioskView(state: ReadonlyHall, config: HallConfig, { now, waits }: { now: number; waits: Waits }): KioskView {
  const full = fullNow(state, config, now);
  const windows = openWindowsByQueue(state, config);
  const isOpen = isIssuing(state, { config, now });
  const isInDoubt = isDoubted(state, { config, now });
  const gate = createQueueGates(state, config, now);
  return {
    day: dayView(state),
    isIssuing: isOpen,
    ...(isInDoubt ? { isClockDoubted: true as const } : {}),
    ...(!isOpen && !isInDoubt && expectsBooked(state, { config, now }) ? { expectsBooked: true as const } : {}),
    isRecovering: state.recovery !== null,
    emergency: state.emergency,
    queues: config.queues.map((queue) => {
      const { id } = queue;
      const waitMinutes = waits.get(id) ?? null;
      return { queueId: id, waiting: waitingIn(state, id).length, windows: windows.get(id) ?? 0, waitMinutes, gate: isOpen ? gate(queue, waitMinutes) : null };
    }),
    ...(full.length > 0 ? { full } : {}),
  };
}
