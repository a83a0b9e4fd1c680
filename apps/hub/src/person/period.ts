// Which period keys a date belongs to: each is for 62 days, a new one begins every 31, so that two cover any date and the older of them
// has covered at least the last 31 days. Dates, not instants: a booking's tags are of the keys of its own date.
const dayMs = 86_400_000;
const periodDays = 31;
const periodsOfKey = 2;

const periodOf = (date: string): number => Math.floor(Date.parse(date) / dayMs / periodDays);

/** The two keys that cover a date, the older one first. */
export const periodsOf = (date: string): readonly [number, number] => [periodOf(date) - 1, periodOf(date)];

/** Those and the next one: a booking that is changed for a later date takes its tags along. */
export const periodsAround = (date: string): readonly number[] => [...periodsOf(date), periodOf(date) + 1];

/** The newest key that has ended on a date. */
export const lastEnded = (date: string): number => periodOf(date) - periodsOfKey;
