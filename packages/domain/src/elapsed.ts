/** K2: how long ago `since` was, ms; a moment still to come is of a clock that was set back since, and what waits for it has waited enough. */
export const elapsed = (since: number, now: number): number => (since > now ? Infinity : now - since);
