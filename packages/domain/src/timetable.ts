// When a hall is open, as its document says it: a week, special dates, and the public calendar of its country.
import { z } from 'zod';
import { Bilingual, ServiceDate } from './ids.ts';

/** Wall time in the hall's zone, `HH:MM`. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const Hours = z.strictObject({ from: WallTime, to: WallTime });

const Stretches = z.array(Hours).max(4);

/** Stretches of seven days, Monday first; breaks lie between them. */
export const Week = z.array(Stretches).length(7);
export type Week = z.infer<typeof Week>;

/**
 * Dates that a country's public calendar takes out of the week: holidays, and days off that are worked instead (调休上班).
 * The hub writes it when it takes a document over; the version in force keeps what it was decided by.
 */
export const PublicCalendar = z.strictObject({
  /** Package and version that it comes from. */
  source: z.string().max(100),
  /** What it covers: in other years the week alone counts. */
  years: z.array(z.int()).max(100),
  days: z.record(ServiceDate, z.strictObject({ name: Bilingual, isWorking: z.boolean() })),
});
export type PublicCalendar = z.infer<typeof PublicCalendar>;

/** A date in `special` replaces its weekday and its holiday (an empty list: closed). */
export const Timetable = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({
    kind: z.literal('weekly'),
    week: Week,
    special: z.record(ServiceDate, Stretches),
    /** Whose public holidays close the hall. */
    holidays: z.enum(['none', 'CN']).default('none'),
    /** The weekday (1: Monday) whose hours a worked day off has. */
    makeUpWeekday: z.int().min(1).max(7).default(1),
    /** Numbers are given in breaks too. */
    issuesInBreaks: z.boolean().default(false),
    calendar: PublicCalendar.nullable().default(null),
  }),
]);
export type Timetable = z.infer<typeof Timetable>;
