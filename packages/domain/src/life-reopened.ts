import type { DeepReadonly, StopLife } from './state.ts';

/** A stop's life when its day is reopened: whom the close abandoned goes on, and who stood at a window waits again at the old place. */
export function lifeReopened(life: StopLife): StopLife;
export function lifeReopened(life: DeepReadonly<StopLife>): DeepReadonly<StopLife>;
export function lifeReopened(life: DeepReadonly<StopLife>): DeepReadonly<StopLife> {
  if (life.status !== 'abandoned' || life.reason !== 'dayClosed') return life;
  const { status } = life.before;
  return status === 'called' || status === 'serving' || status === 'held' ? { status: 'waiting' } : life.before;
}
