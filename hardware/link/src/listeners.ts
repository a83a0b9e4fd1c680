import type { Cancel } from './timers.ts';

/** Stops the calls of one listener; calling it twice is harmless. */
export type Unsubscribe = Cancel;

/** A small set of callbacks; one that is removed while others are called is not called any more, one added then is. */
export type Listeners<T> = { add(listener: (value: T) => void): Unsubscribe; emit(value: T): void; clear(): void };

/** Makes an empty set of callbacks. */
export function createListeners<T>(): Listeners<T> {
  const entries = new Set<{ call: (value: T) => void }>();
  return {
    add(call) {
      const entry = { call };
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    emit(value) {
      for (const entry of entries) entry.call(value);
    },
    clear: () => entries.clear(),
  };
}
