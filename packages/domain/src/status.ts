// The life of one stop, and the one table that says which verb is allowed in which status.

export const stopStatuses = ['blocked', 'waiting', 'called', 'serving', 'held', 'missed', 'done', 'abandoned', 'cancelled'] as const;
export type StopStatus = (typeof stopStatuses)[number];

export const verbs = ['open', 'call', 'recall', 'start', 'finish', 'miss', 'hold', 'resume', 'release', 'transfer', 'addItem', 'restore', 'expire', 'cancel', 'clear'] as const;
export type Verb = (typeof verbs)[number];

/**
 * `open` comes from a finished stop before it, `release` from the closing window, `expire` from the clock, `clear` from the day's close;
 * `cancel` ends the whole ticket. Undo is no verb: it goes back to the row that the last action came from.
 */
export const allowed: Record<StopStatus, readonly Verb[]> = {
  blocked: ['open', 'cancel', 'clear'],
  waiting: ['call', 'cancel', 'clear'],
  called: ['recall', 'start', 'finish', 'miss', 'hold', 'transfer', 'cancel', 'clear'],
  serving: ['finish', 'hold', 'transfer', 'addItem', 'cancel', 'clear'],
  held: ['resume', 'release', 'cancel', 'clear'],
  missed: ['restore', 'expire', 'cancel', 'clear'],
  done: [],
  abandoned: [],
  cancelled: [],
};

/** True when a stop in `status` may take `verb`. */
export const isAllowed = (status: StopStatus, verb: Verb): boolean => allowed[status].includes(verb);
