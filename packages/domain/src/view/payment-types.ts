// What windows and the console see of payment notices.
import type { Notice } from '../payment-schema.ts';

/** A notice of the visitor at a window. */
export type NoticeView = Pick<Notice, 'noticeId' | 'number' | 'lines' | 'waiver' | 'fen' | 'payee' | 'code' | 'status' | 'receipt' | 'windowId' | 'issuedAt'>;

/** A notice that nobody has paid, of whomever; short, because many stand in one list. */
export type OpenNotice = Pick<Notice, 'noticeId' | 'ticketId' | 'number' | 'ticket' | 'fen' | 'payee' | 'code' | 'windowId' | 'issuedAt'>;

export type NoticeSum = { readonly count: number; readonly fen: number };

/** Notices of the service day, and earlier ones that were open at its opening, by what became of them. */
export type PaymentTotals = { readonly issuedToday: NoticeSum } & Readonly<Record<Notice['status'], NoticeSum>>;
