// The list of notices of a day, read again whenever the console's view says that one has changed, and when the hub is back.
import type { HubHttp } from '@hallcall/client';
import type { PaymentTotals } from '@hallcall/domain';
import type { PaymentsReport } from '@hallcall/protocol';
import { useRead, type Reading } from './use-read.ts';

type Options = { readonly http: HubHttp; /** Null: the current one. */ readonly day: string | null; readonly totals: PaymentTotals; readonly isLive: boolean };

/** `totals` are of the newest view. */
export const usePayments = ({ http, day, totals, isLive }: Options): Reading<PaymentsReport> =>
  useRead({ key: day ?? '', turn: JSON.stringify(totals), isLive, read: () => http.payments(day) });
