// Asks for the own number again and again while somebody looks, and says when the hall has not answered for a while.
import type { OwnTicketReply } from '@hallcall/protocol';
import { useEffect, useState } from 'react';

export type Looked = {
  /** Null before the first answer. */
  readonly reply: OwnTicketReply | { readonly kind: 'unknown' } | null;
  readonly isStale: boolean;
};

const everyMs = 4_000;
/** Two answers missed. */
const staleAfterMs = 10_000;

/** `address`: of this page. */
export function useOwnTicket(address: string): Looked {
  const [looked, setLooked] = useState<Looked>({ reply: null, isStale: false });
  useEffect(() => {
    let heardAt = performance.now();
    let isGone = false;
    const look = async (): Promise<void> => {
      const reply = await ask(address);
      if (isGone) return;
      if (reply !== null) {
        heardAt = performance.now();
        setLooked({ reply, isStale: false });
      } else if (performance.now() - heardAt > staleAfterMs) setLooked((before) => ({ ...before, isStale: true }));
    };
    const lookNow = (): void => {
      if (document.visibilityState === 'visible') void look();
    };
    lookNow();
    const timer = setInterval(lookNow, everyMs);
    document.addEventListener('visibilitychange', lookNow);
    return () => {
      isGone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', lookNow);
    };
  }, [address]);
  return looked;
}

/** Null when the hall could not be asked. */
async function ask(address: string): Promise<Looked['reply']> {
  try {
    const response = await fetch(`${address.replace(/\/$/, '')}/state`, { signal: AbortSignal.timeout(everyMs) });
    if (response.status === 404) return { kind: 'unknown' };
    // The hub is of this page's own build: its answer is what the protocol says.
    return response.ok ? ((await response.json()) as OwnTicketReply) : null;
  } catch {
    return null;
  }
}
