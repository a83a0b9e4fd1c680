// Who missed a call: whether they may return without a manager, until when, and when a number is lost for good (RULES.md, M4–M8, M10).
import type { Policy } from './config.ts';
import { hasEnded } from './evolve-parts.ts';
import type { DayState, DeepReadonly, ReadonlyHall, Stop, Ticket } from './state.ts';

type Mode = Pick<Policy, 'missedMode' | 'restoresAllowed'>;
type Since = Pick<ReadonlyHall, 'emergencyEndedAt'> & { readonly day: Pick<DayState, 'reopenedAt'> };

/** A missed stop to which a clerk may let the visitor return: always after an unproven no-show, else as the hall's mode and count say. */
export const mayReturn = ({ life, restores }: Pick<DeepReadonly<Stop>, 'life' | 'restores'>, { missedMode, restoresAllowed }: Mode): boolean =>
  life.status === 'missed' && (!life.proven || (missedMode !== 'void' && restores < restoresAllowed));

/** Epoch ms. In an emergency or a closed day nobody could, so the time counts from their end. `missedAt` is epoch ms. */
export const returnUntil = (missedAt: number, { day, emergencyEndedAt }: Since, { restoreWithinMs }: Pick<Policy, 'restoreWithinMs'>): number =>
  Math.max(missedAt, emergencyEndedAt, day.reopenedAt) + restoreWithinMs;

/** Nobody can be called by this number any more, unless a manager says so: what has not ended was missed for good, or only comes after that. */
export function isLost({ stops }: Pick<DeepReadonly<Ticket>, 'stops'>, policy: Mode): boolean {
  const live = stops.filter((stop) => !hasEnded(stop));
  const isForGood = (stop: DeepReadonly<Stop>): boolean => stop.life.status === 'missed' && !mayReturn(stop, policy);
  return live.some(isForGood) && live.every((stop) => isForGood(stop) || isBehind(stop));
}

/** What keeps its place opens whatever ends before it: asked for at a window, or waiting for money. */
const isBehind = ({ life, keepsPlace }: DeepReadonly<Stop>): boolean => life.status === 'blocked' && !keepsPlace;
