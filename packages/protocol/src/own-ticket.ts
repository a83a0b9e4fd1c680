// What the page behind a paper's QR code (`/t/<hall>.<ticket>`) is made of. Everything is named: the page has no configuration. Types only.
import type { Bilingual, OwnStop, OwnTicket, ServiceDate } from '@hallcall/domain';

/** A stop with names for its ids; `window`: the label of the one where the visitor is awaited. */
export type NamedStop = Pick<OwnStop, 'after' | 'status' | 'standing' | 'calledAt' | 'returnUntil'> & {
  readonly queue: Bilingual;
  readonly zone: Bilingual | null;
  readonly items: readonly Bilingual[];
  readonly window: string | null;
};

type Hall = { readonly hall: Bilingual; readonly timeZone: string; /** Hub time, epoch ms. */ readonly now: number };

/** `GET /t/<hall>.<ticket>/state`, for whoever has the code on the paper; `ticket.unknown`. `earlier`: of a service day that is no longer the hall's. */
export type OwnTicketReply =
  | ({ readonly kind: 'ticket'; readonly ticket: Omit<OwnTicket, 'stops'> & { readonly stops: readonly NamedStop[] } } & Hall)
  | ({ readonly kind: 'earlier'; readonly day: ServiceDate } & Hall);
