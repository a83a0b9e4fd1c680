import { createListeners, type Unsubscribe } from '@hallcall/link';
import { SpeakerError, type SpeakerHealth } from './speaker.ts';

/** A speaker's health and who wants to hear of changes. */
export type HealthKeeper = {
  current(): SpeakerHealth;
  onChange(listener: (health: SpeakerHealth) => void): Unsubscribe;
  noteWhole(): void;
  noteError(error: unknown): void;
};

/** Starts as ready. One failure is a warning, the next in a row a fault; `since` moves only with state or code. */
export function createHealthKeeper(now: () => number): HealthKeeper {
  const listeners = createListeners<SpeakerHealth>();
  let health: SpeakerHealth = { state: 'ok', code: 'ready', since: now() };
  const set = (state: SpeakerHealth['state'], code: SpeakerHealth['code']): void => {
    if (health.state === state && health.code === code) return;
    health = { state, code, since: now() };
    listeners.emit(health);
  };
  return {
    current: () => health,
    onChange: (listener) => listeners.add(listener),
    noteWhole: () => set('ok', 'ready'),
    noteError(error) {
      const code = error instanceof SpeakerError ? error.code : 'failed';
      if (code === 'missing') set('fault', 'speaker.missing');
      else if (code === 'hung') set('fault', 'speaker.hung');
      else set(health.state === 'ok' ? 'warning' : 'fault', 'speaker.failing');
    },
  };
}
