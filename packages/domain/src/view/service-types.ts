// What the console and the boards say of the service day.
import type { StillHere } from '../decide/overtime.ts';
import type { ServiceDate } from '../ids.ts';
import type { ClockDoubt, Hours } from '../service-day.ts';
import type { PublicCalendar } from '../timetable.ts';

type PublicDay = PublicCalendar['days'][ServiceDate];

/** All instants epoch ms. */
export type ServiceView = {
  /** Today's opening hours, breaks between them; empty: closed all day. Null: always open. */
  readonly hours: readonly Hours[] | null;
  /** Why they are not the weekday's: a date of its own in the hall's document, or the public calendar. */
  readonly reason: { readonly kind: 'special' } | ({ readonly kind: 'public' } & PublicDay) | null;
  /** When numbers are given next by the timetable; null: always, or not within a year. */
  readonly nextOpeningAt: number | null;
  /** Behind the last hours the day is still open: since when, and for whom. */
  readonly overtime: (StillHere & { readonly since: number; readonly isByManager: boolean }) | null;
  /** Why no day opens by itself. */
  readonly clock: { readonly doubt: ClockDoubt; readonly lastEventAt: number } | null;
  /** This year's public holidays, or those of a year that begins soon, are not known: it is kept by the week alone. */
  readonly unknownYear: number | null;
};

/** The day is open and no numbers are given; `until` null: not any more today. */
export type NoNumbers = { readonly until: number | null };
