// No quota is exceeded by a number or a booking that the hub gave, but for a reason said at the desk: what is taken is counted once more from the log alone.
import type { EventOf, HallConfig, HallEvent } from '@hallcall/domain';
import { finding } from '../findings.ts';
import type { Followed, Watcher } from './follower.ts';

type Taking = { readonly from: number; readonly items: readonly { readonly itemId: string; readonly count: number }[] };
type Booked = Taking & { readonly date: string; readonly state: 'open' | 'dayClosed' };
type Hall = Pick<Followed, 'config'>;

export function watchQuotas(hall: Hall): Watcher {
  const [tickets, bookings] = [new Map<string, Taking>(), new Map<string, Booked>()];
  let date = '';

  function note(event: HallEvent): void {
    if (event.type === 'day.opened') {
      date = event.date;
      tickets.clear();
    }
    if (event.type === 'clock.stepped') for (const [id, taking] of tickets) if (!slotBooked.has(id)) tickets.set(id, { ...taking, from: taking.from + event.to - event.from });
    // A mistaken entry that is somebody's after all takes what it took before.
    if ((event.type === 'ticket.issued' || event.type === 'ticket.revived') && isOfDay(event, date)) take(event);
    if (event.type === 'ticket.cancelled') tickets.delete(event.ticketId);
    if (event.type === 'booking.made') bookings.set(event.bookingId, { from: event.from, items: event.items, date: event.date, state: 'open' });
    if (event.type === 'booking.kept' || event.type === 'booking.missed') bookings.delete(event.bookingId);
    if (event.type === 'booking.cancelled') {
      const own = bookings.get(event.bookingId);
      if (own && event.reason === 'dayClosed') bookings.set(event.bookingId, { ...own, state: 'dayClosed' });
      else bookings.delete(event.bookingId);
    }
    if (event.type === 'day.reopened') for (const [id, own] of bookings) if (own.date === event.date) bookings.set(id, { ...own, state: 'open' });
  }

  /** A slot that was booked is a time of the calendar, and stays where it is. */
  const slotBooked = new Set<string>();
  function take({ ticketId, stops, booked, issuedAt }: EventOf<'ticket.issued' | 'ticket.revived'>): void {
    if (booked) slotBooked.add(ticketId);
    tickets.set(ticketId, { from: booked?.from ?? issuedAt, items: stops.flatMap(({ items }) => items) });
  }

  /** Limits that are exceeded in the slot of `at` or on its date, among those of the items asked for. */
  function exceeded({ items, from }: Taking, on: string): string[] {
    const { slotMinutes } = hall.config.quotas;
    const slotOf = (at: number): number => Math.floor(at / (slotMinutes * 60_000));
    const taken = [...(on === date ? tickets.values() : []), ...[...bookings.values()].filter((one) => one.state === 'open' && one.date === on)];
    const count = (own: ReadonlySet<string>, isIn: (taking: Taking) => boolean): number =>
      taken.filter(isIn).reduce((sum, taking) => taking.items.reduce((total, item) => total + (own.has(item.itemId) ? item.count : 0), sum), 0);
    return limitsOf(hall.config).filter((limit) => items.some(({ itemId }) => limit.items.has(itemId))).flatMap(({ name, items: own, perDay, perSlot }) => [
      ...(perDay !== null && count(own, () => true) > perDay ? [`${name} a day`] : []),
      ...(perSlot !== null && count(own, (taking) => slotOf(taking.from) === slotOf(from)) > perSlot ? [`${name} a slot`] : []),
    ]);
  }

  return {
    before: () => [],
    after({ seq, at, event }) {
      note(event);
      if (event.type === 'booking.made') return exceeded(event, event.date).map((limit) => finding('disagreeing', `event ${seq} books more than ${limit}`));
      if (event.type !== 'ticket.issued' || !isGivenNow(event, at)) return [];
      const over = exceeded({ from: at, items: event.stops.flatMap(({ items }) => items) }, date);
      const reason = event.desk?.overQuota;
      if (reason !== undefined) return over.length > 0 ? [] : [finding('disagreeing', `event ${seq} gives a reason that nothing asked for`)];
      return over.map((limit) => finding('disagreeing', `event ${seq} gives more than ${limit}`));
    },
  };
}

const isOfDay = ({ lateDay }: EventOf<'ticket.issued' | 'ticket.revived'>, date: string): boolean => lateDay === undefined || lateDay === date;

/** Not one that lay on paper already, nor one that was promised. */
const isGivenNow = ({ offline, issuedAt, booked, pass, lateDay }: EventOf<'ticket.issued'>, at: number): boolean =>
  !offline && issuedAt === at && booked === undefined && pass === undefined && lateDay === undefined;

type Limit = { readonly name: string; readonly items: ReadonlySet<string>; readonly perDay: number | null; readonly perSlot: number | null };

const limitsOf = ({ quotas, items }: Pick<HallConfig, 'quotas' | 'items'>): readonly Limit[] => [
  ...quotas.items.map(({ item, perDay, perSlot }) => ({ name: item, items: new Set<string>([item]), perDay, perSlot })),
  ...quotas.departments.map(({ department, perDay, perSlot }) => ({ name: department, items: new Set<string>(items.filter((one) => one.department === department).map(({ id }) => id)), perDay, perSlot })),
];
