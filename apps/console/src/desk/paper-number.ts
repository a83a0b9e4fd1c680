// What stands on the paper of a kiosk that is cut off, as somebody types or scans it.
import type { Prefix, TicketId, TicketNumber } from '@hallcall/domain';

/** `a 5012` is the number A 5012; null: none. */
export function numberOf(typed: string): TicketNumber | null {
  const [, prefix, digits] = /^\s*([A-HJ-NP-Z]{1,2})\s*(\d{1,4})\s*$/i.exec(typed) ?? [];
  const n = Number(digits);
  // The pattern is that of the brand.
  return prefix === undefined || !(n >= 1) ? null : { prefix: prefix.toUpperCase() as Prefix, n };
}

export type ScannedTicket = { readonly ticketId: TicketId } | { readonly problem: 'otherHall' | 'noTicket' };

/** The text of a ticket's QR code: an address that ends in `/t/<hall>.<ticket>`. */
export function ticketOfQr(text: string, hallId: string): ScannedTicket {
  const [, hall, ticketId] = /\/t\/([A-Za-z0-9][A-Za-z0-9_.-]{0,47})\.([A-Za-z0-9_-]{22})\s*$/.exec(text) ?? [];
  if (ticketId === undefined) return { problem: 'noTicket' };
  // The pattern is that of the brand.
  return hall === hallId ? { ticketId: ticketId as TicketId } : { problem: 'otherHall' };
}

/** The moment of today's `HH:MM` nearest before `now`, both epoch ms, in a time zone; null: not a time. */
export function momentOf(typed: string, now: number, timeZone: string): number | null {
  const [, hours, minutes] = /^\s*(\d{1,2})[:：](\d{2})\s*$/.exec(typed) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now);
  const [nowHours = 0, nowMinutes = 0] = clock.split(':').map(Number);
  const backMinutes = (nowHours * 60 + nowMinutes - Number(hours) * 60 - Number(minutes) + 1440) % 1440;
  return Math.floor(now / 60_000) * 60_000 - backMinutes * 60_000;
}
