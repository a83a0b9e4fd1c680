// What one person may hold, counted once more; and nothing of who came outlives the close of the day.
import type { EventOf, HallConfig } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { finding, type Finding } from '../findings.ts';
import { createStopFold } from './counts.ts';
import type { Followed, Watcher } from './follower.ts';
import type { LogRow } from './log-row.ts';

type Held = { readonly ticketId: string; readonly items: readonly string[] };
type Limits = NonNullable<HallConfig['policy']['perPerson']>;

export function watchPersons(hall: Pick<Followed, 'config'>): Watcher {
  const stops = createStopFold();
  const heldBy = new Map<string, Held[]>();
  /** Proven no-shows of each ticket, and its paid ways back. */
  const [proven, restores] = [new Map<string, number>(), new Map<string, number>()];
  /** M10: nothing is left but what no window may restore, and what would come after it. */
  const isLost = (ticketId: string): boolean => {
    const live = stops.of(ticketId).filter((status) => !hasEnded(status));
    const { missedMode, restoresAllowed } = hall.config.policy;
    const mayNot = missedMode === 'void' || (restores.get(ticketId) ?? 0) >= restoresAllowed;
    return mayNot && (proven.get(ticketId) ?? 0) > (restores.get(ticketId) ?? 0) && live.includes('missed') && live.every((status) => status === 'missed' || status === 'blocked');
  };
  const isLive = ({ ticketId }: Held): boolean => !isLost(ticketId) && stops.of(ticketId).some((status) => !hasEnded(status));
  const counts = ({ ticketId }: Held): boolean => stops.of(ticketId).some((status) => status !== 'cancelled' && status !== 'abandoned' && (status === 'done' || !isLost(ticketId)));

  function tooMuch(one: Held, others: readonly Held[], { liveTickets, perItemPerDay }: Limits): string | null {
    if (others.filter(isLive).length >= liveTickets) return `more than ${liveTickets} live tickets`;
    const again = one.items.find((itemId) => others.some((other) => isLive(other) && other.items.length === 1 && other.items[0] === itemId));
    if (again !== undefined) return `${again} while another number for it is not done`;
    const often = one.items.find((itemId) => others.filter((other) => other.items.length === 1 && other.items[0] === itemId && counts(other)).length >= perItemPerDay);
    return often === undefined ? null : `${often} more than ${perItemPerDay} times`;
  }

  function look(seq: number, at: number, { ticketId, stops: planned, personKey, pass, offline, issuedAt }: EventOf<'ticket.issued'>): Finding[] {
    if (personKey === undefined) return [];
    const others = heldBy.get(personKey) ?? [];
    const one: Held = { ticketId, items: planned.flatMap(({ items }) => items.map(({ itemId }) => itemId)) };
    heldBy.set(personKey, [...others, one]);
    const { perPerson } = hall.config.policy;
    // Papers are facts, and who comes back with a pass is not counted.
    const wrong = perPerson === null || pass !== undefined || offline || issuedAt !== at ? null : tooMuch(one, others, perPerson);
    return wrong === null ? [] : [finding('disagreeing', `event ${seq} gives one person ${wrong}`)];
  }

  return {
    before: () => [],
    after({ seq, at, event }) {
      stops.note(event);
      if (event.type === 'day.opened') for (const kept of [heldBy, proven, restores]) kept.clear();
      if (event.type === 'stop.missed' && event.proof === 'shown') add(proven, event.ticketId);
      if (event.type === 'stop.restored' && !event.isFree) add(restores, event.ticketId);
      return event.type === 'ticket.issued' ? look(seq, at, event) : [];
    },
  };
}

const add = (counted: Map<string, number>, ticketId: string): void => void counted.set(ticketId, (counted.get(ticketId) ?? 0) + 1);

const hasEnded = (status: string): boolean => ['done', 'cancelled', 'abandoned'].includes(status);

/** Keys of the table `personal`, beside what the log says: all of them since the day began last, none once it is closed. */
export function personalFindings(rows: readonly LogRow[], keys: readonly string[]): Finding[] {
  const day = rows.findLast(({ event: { type } }) => type === 'day.opened' || type === 'day.reopened' || type === 'day.closed');
  if (day === undefined || day.event.type === 'day.closed') return keys.length === 0 ? [] : [finding('disagreeing', `${keys.length} persons are known although the day is closed`)];
  // A backup holds no persons: what was known before it was put back is gone.
  const restored = rows.findLast(({ event: { type } }) => type === 'epoch.raised');
  const since = Math.max(day.seq, restored?.seq ?? 0);
  const isKnown = new Set(keys);
  const named = rows.flatMap(({ seq, event }) => (seq > since && event.type === 'ticket.issued' && event.supersedes === null && event.personKey !== undefined ? [event.personKey] : []));
  return [...new Set(named)].filter((key) => !isKnown.has(key)).map((key) => finding('lost', `person ${key}, who took a number today`));
}

export const personKeys = (db: Database): string[] => db.prepare<[], string>('select person_key from personal').pluck().all();
