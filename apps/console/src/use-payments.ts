// The list of notices, read again whenever the console's view says that one has changed, and when the hub is back.
import type { HttpRefusal, HubHttp } from '@hallcall/client';
import type { PaymentTotals } from '@hallcall/domain';
import type { PaymentsReport } from '@hallcall/protocol';
import { useCallback, useEffect, useState } from 'react';

export type Payments = {
  readonly report: PaymentsReport | null;
  readonly problem: HttpRefusal | null;
  /** Reads it once more. */
  readonly readAgain: () => void;
};
type Read = Pick<Payments, 'report' | 'problem'>;
type Options = { readonly http: HubHttp; readonly totals: PaymentTotals; readonly isLive: boolean };

/** `totals` are of the newest view; an answer that comes after a later question is dropped. */
export function usePayments({ http, totals, isLive }: Options): Payments {
  const [read, setRead] = useState<Read>({ report: null, problem: null });
  const [turn, setTurn] = useState(0);
  const [wasLive, setWasLive] = useState(isLive);
  const readAgain = useCallback(() => setTurn((count) => count + 1), []);
  if (isLive !== wasLive) {
    setWasLive(isLive);
    if (isLive) readAgain();
  }
  const changed = JSON.stringify(totals);
  useEffect(() => {
    let isLatest = true;
    const load = async (): Promise<void> => {
      const reply = await http.payments();
      if (isLatest) setRead((before) => (reply.ok ? { report: reply.body, problem: null } : { ...before, problem: reply.problem }));
    };
    void load();
    return () => {
      isLatest = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [http, changed, turn]);
  return { ...read, readAgain };
}
