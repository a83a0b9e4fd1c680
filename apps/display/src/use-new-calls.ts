import type { BoardCall } from '@hallcall/domain';
import { useState } from 'react';

/**
 * Ids of live calls that came while this board was on: only those enter and blink. What the first view already
 * held was called before anybody looked here.
 */
export function useNewCalls(calls: readonly BoardCall[]): ReadonlySet<string> {
  const [known, setKnown] = useState(() => ({ seen: new Set(calls.map((call) => call.callId)), fresh: new Set<string>() }));
  const unseen = calls.filter((call) => !known.seen.has(call.callId));
  if (unseen.length === 0) return known.fresh;
  const present = new Set(calls.map((call) => call.callId));
  const fresh = new Set([...known.fresh].filter((id) => present.has(id as BoardCall['callId'])));
  for (const call of unseen) if (call.isLive) fresh.add(call.callId);
  setKnown({ seen: present, fresh });
  return fresh;
}
