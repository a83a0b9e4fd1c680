import type { AnnouncerDeps } from './announcer-deps.ts';
import type { Queued } from './queue.ts';

/** `unanswered`: the hub was not reached, or was and could not say; `unknown`: nothing came back at all; `late`: granted after that. */
export type ClaimOutcome = 'granted' | 'refused' | 'unanswered' | 'unknown' | 'late';

type AskDeps = Pick<AnnouncerDeps, 'claim' | 'timers'>;
type Wish = { readonly queued: Queued; readonly durationMs: number };

/** Longer than any client waits for an answer, ms. */
const answerWithinMs = 10_000;

/** Asks the hub for a call. `onOutcome` hears one of the first four, and perhaps `late` after `unknown`. */
export function askToSpeak({ claim, timers }: AskDeps, { queued, durationMs }: Wish, onOutcome: (outcome: ClaimOutcome) => void): void {
  const { call, zone } = queued;
  let isGivenUp = false;
  const cancel = timers.after(answerWithinMs, () => {
    isGivenUp = true;
    onOutcome('unknown');
  });
  const hear = (answer: 'granted' | 'refused' | null): void => {
    cancel();
    if (!isGivenUp) onOutcome(answer ?? 'unanswered');
    else if (answer === 'granted') onOutcome('late');
  };
  claim(call.callId, zone, Math.ceil(durationMs)).then(hear, () => hear(null));
}
