// Payment notices in the views: those of one visitor, those that a window or the bank has still to settle, and the sums.
import { isBankWindow } from '../bank-window.ts';
import type { HallConfig } from '../config.ts';
import type { WindowId } from '../ids.ts';
import { noticeStatuses, type Notice } from '../payment-schema.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';
import type { NoticeSum, NoticeView, OpenNotice, PaymentTotals } from './payment-types.ts';

const [ofVisitor, own, open] = [6, 12, 50];

/** A visitor's notices, newest first, at most 6. */
export function noticesOf(state: ReadonlyHall, { ticketId, stops }: Pick<DeepReadonly<Ticket>, 'ticketId' | 'stops'>): NoticeView[] {
  // A notice adds a stop: most visitors have one stop and need no look at all notices of the day.
  if (stops.length < 2) return [];
  return newest(state, (notice) => notice.ticketId === ticketId, ofVisitor).map(
    ({ noticeId, number, lines, waiver, fen, payee, code, status, receipt, windowId, issuedAt }) => ({
      noticeId, number, lines: [...lines], waiver, fen, payee, code, status, receipt, windowId, issuedAt,
    }),
  );
}

/** What this window has sent to be paid and nobody has paid yet, newest first, at most 12. */
export const ownNotices = (state: ReadonlyHall, windowId: WindowId): OpenNotice[] =>
  newest(state, (notice) => notice.status === 'open' && notice.windowId === windowId, own).map(openNotice);

/** For a window that serves the bank's queue: whatever is unpaid, newest first, at most 50; for others null. */
export function openNotices(state: ReadonlyHall, config: HallConfig, windowId: WindowId): OpenNotice[] | null {
  return isBankWindow(config, windowId) ? newest(state, ({ status }) => status === 'open', open).map(openNotice) : null;
}

/** Counts and sums by what became of the notices. */
export function paymentTotals(state: ReadonlyHall): PaymentTotals {
  const notices = [...state.noticeById.values()];
  const since = state.day?.openedAt ?? 0;
  const byStatus = noticeStatuses.map((status) => [status, sum(notices.filter((notice) => notice.status === status))] as const);
  return {
    issuedToday: sum(notices.filter(({ issuedAt }) => issuedAt >= since)),
    // One entry a status, by construction.
    ...(Object.fromEntries(byStatus) as Record<Notice['status'], NoticeSum>),
  };
}

type Kept = DeepReadonly<Notice>;

const newest = (state: ReadonlyHall, isWanted: (notice: Kept) => boolean, limit: number): Kept[] =>
  [...state.noticeById.values()].filter(isWanted).slice(-limit).toReversed();

const openNotice = ({ noticeId, ticketId, number, ticket, fen, payee, code, windowId, issuedAt }: Kept): OpenNotice => ({ noticeId, ticketId, number, ticket, fen, payee, code, windowId, issuedAt });

const sum = (notices: readonly Kept[]): NoticeSum => ({ count: notices.length, fen: notices.reduce((fen, notice) => fen + notice.fen, 0) });
