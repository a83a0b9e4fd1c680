// How often people were called, and the rarer things happened: a torture in which something never comes shows nothing about it.
import type { Database } from 'better-sqlite3';
import type { Tally } from './result.ts';

/** What of the log is counted, each under the name that it is told by. */
const wanted = {
  called: `type = 'ticket.called'`,
  missed: `type = 'stop.missed'`,
  restored: `type = 'stop.restored'`,
  urgent: `type = 'ticket.madeUrgent'`,
  undone: `type = 'action.undone'`,
  chains: `type = 'ticket.issued' and body ->> 'chain' is not null`,
  'notices issued': `type = 'notice.issued'`,
  'notices paid': `type = 'notice.paid'`,
  booked: `type = 'booking.made'`,
  'bookings changed': `type = 'booking.cancelled' and body ->> 'reason' = 'changed'`,
  'bookings cancelled': `type = 'booking.cancelled' and body ->> 'reason' in ('visitor', 'mistake', 'hall')`,
  'bookings kept': `type = 'booking.kept'`,
  'given at the desk': `type = 'ticket.issued' and body ->> '$.desk' is not null and body ->> '$.desk.isEntered' is null`,
  'given above a quota': `type = 'ticket.issued' and body ->> '$.desk.overQuota' is not null`,
  'entered at the desk': `type = 'ticket.issued' and body ->> '$.desk.isEntered'`,
  'entered and told': `type = 'ticket.recognized'`,
  'of a known person': `type = 'ticket.issued' and body ->> 'personKey' is not null`,
  'with a card at a kiosk': `type = 'ticket.issued' and body ->> 'personKey' is not null and body ->> 'paper' = 'pending'`,
  'windows helping': `type = 'window.helping'`,
  'days closed': `type = 'day.closed'`,
  'days opened again': `type = 'day.reopened'`,
  'papers of closed days': `type = 'dayPaper.changed' and body ->> 'outcome' = 'printed'`,
} as const;

/** What needs luck, or a machine with the means for it: counted, not missed. */
const lucky = {
  'clock steps': `type = 'clock.stepped'`, 'epochs raised': `type = 'epoch.raised'`, 'notices voided': `type = 'notice.voided'`,
  'bookings missed': `type = 'booking.missed'`, 'turned away': `type = 'visitors.turnedAway'`,
} as const;

const question = Object.entries({ ...wanted, ...lucky }).map(([name, where]) => `select '${name}', count(*) from event where ${where}`).join(' union all ');

/** By name, in a fixed order. */
export const reachedIn = (db: Database): readonly (readonly [name: string, count: number])[] => db.prepare<[], [string, number]>(question).raw().all();

/** Refusals that limits of the hall bring about, by either name. */
const wantedRefusals = [['quota.full'], ['person.itemAgain', 'person.tooMany'], ['booking.used'], ['booking.slotFull']];

/** What a run long enough must have come to, and has not. */
export const neverReached = (reached: ReadonlyMap<string, number>, refusals: ReadonlyMap<string, number>): readonly string[] => [
  ...Object.keys(wanted).filter((name) => (reached.get(name) ?? 0) === 0),
  ...wantedRefusals.filter((codes) => !codes.some((code) => refusals.has(code))).map((codes) => `refused: ${codes.join(' or ')}`),
];

/** Kinds of disaster that never took effect in a run of at least `enough` rounds. */
export const neverStruck = ({ struck, rounds }: Pick<Tally, 'struck' | 'rounds'>, enough: number): readonly string[] =>
  rounds < enough ? [] : [...struck].filter(([, times]) => times === 0).map(([kind]) => kind);
