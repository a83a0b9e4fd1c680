// D37: an open day of another date than the clock's, while the clock is in doubt. Nobody knows which date it is, so it gives no number.
import type { Context } from '../context.ts';
import { clockDoubt, serviceDateAt } from '../service-day.ts';
import type { ReadonlyHall } from '../state.ts';

/** False while the day of the clock's own date is open, whatever the clock is worth. */
export function isDoubted({ day, lastEventAt }: ReadonlyHall, { config, now }: Pick<Context, 'config' | 'now'>): boolean {
  return day !== null && !day.closed && isDateDoubted({ day, lastEventAt }, { config, now });
}

/** D7, E1: the same also of a closed day, and before the first: nothing is overdue by such a clock, and no date's numbers go on. */
export function isDateDoubted({ day, lastEventAt }: Pick<ReadonlyHall, 'day' | 'lastEventAt'>, { config, now }: Pick<Context, 'config' | 'now'>): boolean {
  if (!config.day.guardsClock) return false;
  return day?.date !== serviceDateAt(config, now) && clockDoubt(config, lastEventAt, now) !== null;
}
