import type { Actor, HallEvent } from '@hallcall/domain';
import type { Scenario } from '../scenario.ts';
import type { Attempt } from './attempt.ts';

/** What one attempt brought: the hall is still as it was before these events. */
export type Step = { readonly actor: Actor; readonly command: Record<string, unknown>; readonly events: readonly HallEvent[] };

/** Plays a sequence; `before` sees the hall as each accepted attempt found it, `after` as it left it. */
export function follow(hall: Scenario, sequence: readonly Attempt[], { before, after }: {
  readonly before?: (hall: Scenario, step: Step) => void; readonly after?: (hall: Scenario, step: Step) => void;
}): Scenario {
  for (const { run } of sequence) {
    const [actor, command] = run(hall);
    const decision = hall.when(actor, command);
    if (decision.kind !== 'events') continue;
    const step = { actor, command, events: decision.events };
    before?.(hall, step);
    hall.given(...decision.events);
    after?.(hall, step);
  }
  return hall;
}
