// When somebody sat at a window, when it was paused, and when something was last done there.
import type { EventOf, HallEvent } from '../event.ts';
import type { WindowId } from '../ids.ts';
import type { Records, Span, WindowRecord } from './records.ts';

type DutyEvent = EventOf<'window.opened' | 'window.closed' | 'window.paused' | 'window.resumed'>;

/** Takes in who sat down, left, went into a break or came back, `at` (epoch ms). */
export function followDuty({ windows }: Records, at: number, event: DutyEvent): void {
  const window = windowIn(windows, event.windowId);
  switch (event.type) {
    case 'window.opened':
      // A clerk who sits down where the last one was never seen off begins anew.
      closeWindow(window, at);
      window.open.push({ from: at, to: null });
      return;
    case 'window.closed':
      return closeWindow(window, at);
    case 'window.paused':
      window.paused.push({ from: at, to: null });
      return;
    case 'window.resumed':
      return endSpan(window.paused, at);
  }
}

/** Takes in that something was done at a window. */
export function noteLast({ windows }: Records, at: number, event: HallEvent): void {
  if ('windowId' in event && !isByItself(event)) windowIn(windows, event.windowId).lastAt = at;
}

/** The close of the day, the end of a surge and word of a paper need nobody at the window, and may come days later. */
const isByItself = (event: HallEvent): boolean =>
  event.type === 'slip.changed' || (event.type === 'window.closed' && event.by === 'dayClosed') || (event.type === 'window.helped' && event.by === 'over');

/** The record of a window; made when nothing was known of it. */
export function windowIn(windows: Records['windows'], windowId: WindowId): WindowRecord {
  const window = windows.get(windowId) ?? { open: [], paused: [], lastAt: 0 };
  windows.set(windowId, window);
  return window;
}

function closeWindow({ open, paused }: WindowRecord, at: number): void {
  endSpan(paused, at);
  endSpan(open, at);
}

function endSpan(spans: readonly Span[], at: number): void {
  const last = spans.at(-1);
  if (last && last.to === null) last.to = at;
}

