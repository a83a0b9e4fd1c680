// Folds payment notices: the stop that waits for the money, the one at the bank, and what became of the notice.
import type { EventOf } from './event.ts';
import { setLife, ticketOf, windowOf } from './evolve-parts.ts';
import type { Notice } from './payment-schema.ts';
import type { HallState } from './state.ts';

type PaymentEvent = EventOf<'notice.issued' | 'notice.paid' | 'notice.voided' | 'notice.expired'>;

/** Changes the state by one of them; the stops of a paid or voided notice move by events of their own. */
export function evolvePayment(state: HallState, event: PaymentEvent): void {
  if (event.type === 'notice.issued') return issued(state, event);
  const notice = state.noticeById.get(event.noticeId);
  if (!notice) return;
  switch (event.type) {
    case 'notice.paid':
      state.noticeById.set(notice.noticeId, { ...notice, status: 'paid', receipt: event.receipt });
      forgetFinish(state, notice);
      return;
    case 'notice.voided':
      state.noticeById.set(notice.noticeId, { ...notice, status: 'voided' });
      return;
    case 'notice.expired':
      state.noticeById.set(notice.noticeId, { ...notice, status: 'expired' });
  }
}

/** Money that came is not taken back: the end of the bank's stop cannot be undone. */
function forgetFinish(state: HallState, { ticketId, bankStop }: Notice): void {
  for (const window of state.windowById.values()) {
    if (window.lastAction?.ticketId === ticketId && window.lastAction.stop === bankStop) window.lastAction = null;
  }
}

function issued(state: HallState, { ticketId, windowId, queueId, notice, bound }: EventOf<'notice.issued'>): void {
  state.noticeById.set(notice.noticeId, notice);
  const ticket = ticketOf(state, ticketId);
  const stop = ticket.stops[notice.stop];
  if (!stop) return;
  const window = windowOf(state, windowId);
  window.active = null;
  window.changedAt = notice.issuedAt;
  ticket.activeAt = null;
  state.totals.blocked += 1;
  ticket.stops.push({
    index: notice.bankStop, queueId, items: stop.items, after: [], addedAt: null, place: { at: notice.issuedAt, tie: ticket.number.n }, keepsPlace: false,
    sender: null, onlyAt: null, bound: bound ?? null, overtaken: 0, returnedFrom: null, restores: 0, toldMs: null, expectedMs: null, life: { status: 'blocked' },
  });
  const bank = ticket.stops[notice.bankStop];
  stop.after = [...stop.after, notice.bankStop];
  stop.onlyAt = windowId;
  stop.keepsPlace = true;
  stop.returnedFrom = 'bank';
  setLife(state, ticket, stop, { status: 'blocked' });
  if (bank) setLife(state, ticket, bank, { status: 'waiting' });
}
