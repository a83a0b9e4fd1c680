// A pause before anything new is begun. By a timer, not by the hub's clock: that may be set back.
import type { AnnouncerTimers, Cancel } from './announcer-deps.ts';

export type Rest = { readonly isOn: () => boolean; /** Begins anew. */ readonly begin: (ms: number) => void; readonly end: () => void };

export function createRest(timers: AnnouncerTimers, onOver: () => void): Rest {
  let cancel: Cancel | null = null;
  const end = (): void => {
    cancel?.();
    cancel = null;
  };
  return {
    end,
    isOn: () => cancel !== null,
    begin(ms) {
      end();
      cancel = timers.after(ms, () => {
        cancel = null;
        onOver();
      });
    },
  };
}
