import type { PipeState } from '@hallcall/link';

/** The reader as a whole; `detail` is the system's reason and needs no translation. `since` in epoch ms. */
export type IdReaderHealth = {
  readonly state: 'ok' | 'warning' | 'fault';
  readonly code: 'ready' | 'opening' | 'unreachable' | 'notAnswering' | 'garbled';
  readonly detail: string;
  readonly since: number;
};

/** What is known: the connection, and how the last requests on it went. `damaged`: the newest of the missed ones were. */
export type Known = { readonly pipe: PipeState; readonly isAnswering: boolean; readonly missed: number; readonly damaged: number };

/** So many requests in a row without a sound answer are a fault. */
export const missedBeforeFault = 3;

/** `previous` itself when nothing has changed. `now` in epoch ms. */
export function nextHealth(previous: IdReaderHealth, known: Known, now: number): IdReaderHealth {
  const next = { ...healthOf(known), since: now };
  const isSame = next.state === previous.state && next.code === previous.code;
  if (isSame && next.detail === previous.detail) return previous;
  return isSame ? { ...next, since: previous.since } : next;
}

function healthOf({ pipe, isAnswering, missed, damaged }: Known): Omit<IdReaderHealth, 'since'> {
  if (missed >= missedBeforeFault) return { state: 'fault', code: damaged >= missedBeforeFault ? 'garbled' : 'notAnswering', detail: '' };
  if (pipe.kind === 'waiting') return { state: 'fault', code: 'unreachable', detail: pipe.reason };
  return isAnswering ? { state: 'ok', code: 'ready', detail: '' } : { state: 'warning', code: 'opening', detail: '' };
}
