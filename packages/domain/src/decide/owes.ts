import type { ReadonlyHall } from '../state.ts';

/** Y5: at the bank nobody is done while a notice is open. */
export const owes = (state: ReadonlyHall, { ticketId, stop }: { readonly ticketId: string; readonly stop: number }): boolean =>
  [...state.noticeById.values()].some((notice) => notice.ticketId === ticketId && notice.bankStop === stop && notice.status === 'open');
