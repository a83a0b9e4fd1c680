import type { Outcome } from './command.ts';
import type { DeepReadonly, Ticket } from './state.ts';

/** Whether the journey goes on behind a stop with this outcome. */
export const leadsOn: Readonly<Record<Outcome, boolean>> = {
  accepted: true, completed: true, consulted: true, referred: true, materialsMissing: false, refused: false,
};

/** Blocked stops that come after `index`, directly or by way of others. */
export function followers({ stops }: Pick<DeepReadonly<Ticket>, 'stops'>, index: number): number[] {
  const found = new Set([index]);
  for (const stop of stops) if (stop.life.status === 'blocked' && stop.after.some((before) => found.has(before))) found.add(stop.index);
  found.delete(index);
  return [...found];
}
