// What has been booked, as those who booked know it: what a restore cannot bring back is struck out.
import { finding, type Finding } from '../findings.ts';

export type Booked = { readonly bookingId: string; readonly code: string; readonly itemId: string; /** Made with somebody's number, of which the hub keeps tags. */ readonly isOfPerson: boolean };

export type BookingBook = {
  /** Answered with a code; told again, it must be the same. */
  readonly made: (one: Booked) => void;
  readonly all: () => readonly Booked[];
  /** A backup with these bookings alone was put back. */
  readonly keepOnly: (bookingIds: ReadonlySet<string>) => void;
  /** Bookings that were answered with two codes. */
  readonly findings: () => readonly Finding[];
};

export function createBookingBook(): BookingBook {
  const byId = new Map<string, Booked>();
  const twoCodes: Finding[] = [];
  // Told once more behind a restore, the hub makes nothing, so no tags either.
  let untagged: ReadonlySet<string> = new Set();
  return {
    made(one) {
      const known = byId.get(one.bookingId);
      if (known && known.code !== one.code) twoCodes.push(finding('doubled', `booking ${one.bookingId} was answered with two codes`));
      byId.set(one.bookingId, known ?? { ...one, isOfPerson: one.isOfPerson && !untagged.has(one.bookingId) });
    },
    all: () => [...byId.values()],
    keepOnly(bookingIds) {
      untagged = bookingIds;
      // A backup holds no tags.
      for (const [id, one] of byId) if (bookingIds.has(id)) byId.set(id, { ...one, isOfPerson: false });
        else byId.delete(id);
    },
    findings: () => twoCodes,
  };
}
