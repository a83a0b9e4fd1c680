// The life of one stop, and the one table that says which verb is allowed in which status.

export const stopStatuses = ['blocked', 'waiting', 'called', 'serving', 'missed', 'done', 'abandoned', 'cancelled'] as const;
export type StopStatus = (typeof stopStatuses)[number];

export const verbs = ['open', 'call', 'recall', 'start', 'finish', 'miss', 'restore', 'expire', 'cancel', 'clear'] as const;
export type Verb = (typeof verbs)[number];

/**
 * `open` comes from a finished stop before it, `expire` from the clock, `clear` from the day's close;
 * `cancel` ends the whole ticket.
 */
export const allowed: Record<StopStatus, readonly Verb[]> = {
  blocked: ['open', 'cancel', 'clear'],
  waiting: ['call', 'cancel', 'clear'],
  called: ['recall', 'start', 'finish', 'miss', 'cancel', 'clear'],
  serving: ['finish', 'cancel', 'clear'],
  missed: ['restore', 'expire', 'cancel', 'clear'],
  done: [],
  abandoned: [],
  cancelled: [],
};

/** True when a stop in `status` may take `verb`. */
export const isAllowed = (status: StopStatus, verb: Verb): boolean => allowed[status].includes(verb);
