// The list of notices, read again whenever the console's view says that one has changed.
import type { HttpRefusal, HubHttp } from '@hallcall/client';
import type { PaymentTotals } from '@hallcall/domain';
import type { PaymentsReport } from '@hallcall/protocol';
import { useEffect, useState } from 'react';

export type Payments = { readonly report: PaymentsReport | null; readonly problem: HttpRefusal | null };

/** `totals` are of the newest view; an answer that comes after a later question is dropped. */
export function usePayments(http: HubHttp, totals: PaymentTotals): Payments {
  const [payments, setPayments] = useState<Payments>({ report: null, problem: null });
  const changed = JSON.stringify(totals);
  useEffect(() => {
    let isLatest = true;
    const read = async (): Promise<void> => {
      const reply = await http.payments();
      if (isLatest) setPayments((before) => (reply.ok ? { report: reply.body, problem: null } : { ...before, problem: reply.problem }));
    };
    void read();
    return () => {
      isLatest = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [http, changed]);
  return payments;
}
