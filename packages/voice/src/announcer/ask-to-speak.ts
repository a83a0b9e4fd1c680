import type { AnnouncerDeps } from './announcer-deps.ts';
import type { Queued } from './queue.ts';

/** `late`: granted after it had been given up; nobody will ever speak it. */
export type ClaimOutcome = 'granted' | 'forgotten' | 'late';

/** Longer than any client waits for an answer, ms. */
const answerWithinMs = 10_000;

/** Asks the hub for a call. `onOutcome` hears `granted` or `forgotten` once, and `late` at most once after `forgotten`. */
export function askToSpeak({ claim, timers }: Pick<AnnouncerDeps, 'claim' | 'timers'>, { call, zone }: Queued, durationMs: number, onOutcome: (outcome: ClaimOutcome) => void): void {
  let isGivenUp = false;
  const cancel = timers.after(answerWithinMs, () => {
    isGivenUp = true;
    onOutcome('forgotten');
  });
  const hear = (answer: 'granted' | 'refused' | null): void => {
    cancel();
    if (!isGivenUp) onOutcome(answer === 'granted' ? 'granted' : 'forgotten');
    else if (answer === 'granted') onOutcome('late');
  };
  claim(call.callId, zone, Math.ceil(durationMs)).then(hear, () => hear(null));
}
