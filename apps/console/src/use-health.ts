import { createHubHttp, type HubHealth } from '@hallcall/client';
import { useCallback, useEffect, useState } from 'react';

const http = createHubHttp({ url: location.origin, token: null });
const retryMs = 1_500;

export type Health = { readonly health: HubHealth | null; readonly isLost: boolean; readonly ask: () => void };

/** What kind of hall answers here; asks again until one does, and whenever `ask` is called. */
export function useHealth(): Health {
  const [state, setState] = useState<{ health: HubHealth | null; isLost: boolean }>({ health: null, isLost: false });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isWanted = true;
    const load = async (): Promise<void> => {
      const reply = await http.health();
      if (!isWanted) return;
      setState({ health: reply.ok ? reply.body : null, isLost: !reply.ok });
      if (!reply.ok) timer = setTimeout(() => void load(), retryMs);
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asked]);
  const ask = useCallback(() => setAsked((count) => count + 1), []);
  return { ...state, ask };
}
