// The part of the projection for payment notices.
import type { EventOf } from '@hallcall/domain';
import type { Projection } from './projection-sql.ts';

type PaymentEvent = EventOf<'notice.issued' | 'notice.paid' | 'notice.voided' | 'notice.expired'>;

export function projectPayment(sql: Projection, at: number, event: PaymentEvent): void {
  switch (event.type) {
    case 'notice.issued': {
      const { ticketId, windowId, queueId, notice, bound } = event;
      const { noticeId, number, clerkId, lines, waiver, fen, payee, code, issuedAt, expiresAt, stop, bankStop } = notice;
      sql.windowIdle.run({ windowId, at });
      sql.billed.run({ ticketId, stop, at });
      sql.bankStop.run({ ticketId, stop, bankStop, queueId, bound: bound ?? null, at });
      sql.notice.run({
        noticeId, number, ticketId, windowId, clerkId, lines: JSON.stringify(lines), waiver: waiver && JSON.stringify(waiver), fen, payee, code, issuedAt, expiresAt,
      });
      return;
    }
    case 'notice.paid': {
      const { number, paidBy, clerkId } = event.receipt;
      sql.noticePaid.run({ noticeId: event.noticeId, receipt: number, paidBy, clerkId, at });
      return;
    }
    case 'notice.voided':
      sql.noticeEnded.run({ noticeId: event.noticeId, status: 'voided', at });
      return;
    case 'notice.expired':
      sql.noticeEnded.run({ noticeId: event.noticeId, status: 'expired', at });
  }
}
