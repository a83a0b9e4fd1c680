// To which service day a fact belongs, seen from the hub: the one in the fold, one before, or one to come.
import type { Context } from '../context.ts';
import type { ServiceDate } from '../ids.ts';
import { clockDoubt, serviceDateAt } from '../service-day.ts';
import type { ReadonlyHall } from '../state.ts';

export type FactDay = 'open' | 'closed' | 'past' | 'future';

/** `closed` is the fold's own day after its close, `past` an earlier one; dates of ISO order like text. */
export function placeDay(state: ReadonlyHall, day: ServiceDate, { config, now }: Pick<Context, 'config' | 'now'>): FactDay {
  const current = state.day?.date;
  if (current === day) return state.day?.closed ? 'closed' : 'open';
  if (current !== undefined && day < current) return 'past';
  // A clock that may open no day does not say either that one has gone by: its people may be standing in the hall.
  if (clockDoubt(config, state.lastEventAt, now)) return 'future';
  return day < serviceDateAt(config, now) ? 'past' : 'future';
}
