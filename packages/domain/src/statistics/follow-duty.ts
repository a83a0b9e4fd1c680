// When somebody sat at a window, and when it was paused.
import type { EventOf } from '../event.ts';
import type { Records, Span, WindowRecord } from './records.ts';

type DutyEvent = EventOf<'window.opened' | 'window.closed' | 'window.paused' | 'window.resumed'>;

/** Takes in who sat down, left, went into a break or came back, `at` (epoch ms). */
export function followDuty({ windows }: Records, at: number, event: DutyEvent): void {
  const window = windows.get(event.windowId) ?? { open: [], paused: [] };
  windows.set(event.windowId, window);
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

function closeWindow({ open, paused }: WindowRecord, at: number): void {
  endSpan(paused, at);
  endSpan(open, at);
}

function endSpan(spans: readonly Span[], at: number): void {
  const last = spans.at(-1);
  if (last && last.to === null) last.to = at;
}

