// What a display's page does: everything in its view is shown, and acknowledged once in the life of the page.
import { connectHub, monotonicNow, type Hub } from '@hallcall/client';

/** Call ids are added to `seenEver` as they are shown. */
export function openDisplay(url: string, token: string, seenEver: Set<string>): Hub {
  const known = new Set<string>();
  const hub = connectHub({
    url: new URL(url).origin, token, seen: null, now: monotonicNow,
    onView(message) {
      if (message.name !== 'board') return;
      const fresh = message.view.calls.filter(({ callId }) => !known.has(callId));
      for (const { callId } of fresh) {
        known.add(callId);
        seenEver.add(callId);
      }
      const at = hub.now() ?? Date.now();
      if (fresh.length > 0) void hub.send({ type: 'call.acknowledge', shown: fresh.map(({ callId, zone }) => ({ callId, zone, at })) });
    },
  });
  return hub;
}
