import type { EventOf } from './event.ts';
import type { WindowState } from './state.ts';

/** A window begins or ends to serve a queue beside its own. It is idle for as long as before: nobody has come or gone. */
export function evolveHelp(window: WindowState, at: number, event: EventOf<'window.helping' | 'window.helped'>): void {
  const { queueId } = event;
  if (event.type === 'window.helped') {
    window.help = null;
    window.callsByQueue.delete(queueId);
    return;
  }
  window.help = { queueId, rank: event.rank, since: at, untilCalm: event.untilCalm };
  // None is no entry, as everywhere.
  if (event.calls > 0) window.callsByQueue.set(queueId, event.calls);
  else window.callsByQueue.delete(queueId);
}
