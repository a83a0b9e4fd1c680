// Who may come back after a no-show, and until when (RULES.md, M4–M8).
import type { HallConfig } from './config.ts';
import type { DayState, DeepReadonly, ReadonlyHall, Stop } from './state.ts';

type Policy = HallConfig['policy'];
type Since = Pick<ReadonlyHall, 'emergencyEndedAt'> & { readonly day: Pick<DayState, 'reopenedAt'> };

/** After an unproven no-show always, else where the hall's mode lets anybody, and only so often. A manager lets others return too. */
export const mayReturn = ({ life, restores }: Pick<DeepReadonly<Stop>, 'life' | 'restores'>, { missedMode, restoresAllowed }: Policy): boolean =>
  life.status === 'missed' && (!life.proven || (missedMode !== 'void' && restores < restoresAllowed));

/** Epoch ms. In an emergency or a closed day nobody could, so the time counts from their end. `missedAt` is epoch ms. */
export const returnUntil = (missedAt: number, { day, emergencyEndedAt }: Since, { restoreWithinMs }: Policy): number =>
  Math.max(missedAt, emergencyEndedAt, day.reopenedAt) + restoreWithinMs;
