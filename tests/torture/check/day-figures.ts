// I12 for closed days: what the slip and the rollups say, counted once more from the log by a fold that knows no rules.
import type { EventOf, HallEvent } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { finding, type Finding } from '../findings.ts';
import { createStopFold } from './counts.ts';
import type { LogRow } from './log-row.ts';

export type DayFigures = { readonly issued: number; readonly done: number; readonly abandoned: number; readonly missed: number; /** Numbers by item. */ readonly byItem: ReadonlyMap<string, number> };

/** Of one day, late facts included. A number that another took the place of was nobody's. */
export function figuresOf(rows: readonly LogRow[], date: string): DayFigures {
  const own = rows.filter(({ day }) => day === date).map(({ event }) => event);
  const superseded = new Set(own.flatMap((event) => (event.type === 'ticket.cancelled' && event.reason === 'superseded' ? [event.ticketId] : [])));
  // A mistaken entry that is somebody's after all is what their paper says.
  const lastById = new Map(own.flatMap((event) => (isGiven(event) && !superseded.has(event.ticketId) ? [[event.ticketId, event] as const] : [])));
  const tickets = [...lastById.values()];
  const [stops, opened] = [createStopFold(), new Map<string, Set<number>>()];
  for (const event of own) {
    stops.note(event);
    noteOpened(opened, event);
  }
  const isGivenUp = (ticketId: string): boolean => stops.of(ticketId).some((status, stop) => status === 'abandoned' && opened.get(ticketId)?.has(stop) === true);
  const held = new Set<string>(lastById.keys());
  return {
    issued: held.size, done: timesOf(own, held, ['stop.finished', 'finish']), missed: timesOf(own, held, ['stop.missed', 'miss']),
    abandoned: [...held].filter(isGivenUp).length, byItem: byItem(tickets),
  };
}

/** How often something happened to one of `held`, without what was taken back. */
function timesOf(events: readonly HallEvent[], held: ReadonlySet<string>, [type, what]: readonly [type: 'stop.finished' | 'stop.missed', what: string]): number {
  return events.reduce((sum, event) => {
    if (!('ticketId' in event) || !held.has(event.ticketId)) return sum;
    return sum + Number(event.type === type) - Number(event.type === 'action.undone' && event.what === what);
  }, 0);
}

type Given = EventOf<'ticket.issued' | 'ticket.revived'>;
const isGiven = (event: HallEvent): event is Given => event.type === 'ticket.issued' || event.type === 'ticket.revived';

function byItem(tickets: readonly Given[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { stops } of tickets) for (const itemId of new Set(stops.flatMap(({ items }) => items.map((item) => item.itemId)))) counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
  return counts;
}

/** Which stops have ever been waited at: those behind them have not, and nobody gives them up. */
function noteOpened(opened: Map<string, Set<number>>, event: LogRow['event']): void {
  const of = (ticketId: string): Set<number> => {
    const own = opened.get(ticketId) ?? new Set<number>();
    opened.set(ticketId, own);
    return own;
  };
  if (isGiven(event)) {
    opened.delete(event.ticketId);
    event.stops.forEach(({ after }, stop) => after.length === 0 && of(event.ticketId).add(stop));
  }
  if (event.type === 'stop.opened') of(event.ticketId).add(event.stop);
  if (event.type === 'notice.issued') of(event.ticketId).add(event.notice.bankStop);
  if (event.type === 'action.undone') for (const stop of event.reverted) of(event.ticketId).delete(stop);
}

type Summary = Pick<DayFigures, 'issued' | 'done' | 'abandoned' | 'missed'>;
const counted = `select date, summary from rollup_day where is_stale = 0`;
const itemsOf = `select item_id, sum(issued) from rollup_hour where date = ? group by item_id having sum(issued) > 0`;
const months = `
  select item_id from rollup_month m where done <> (select sum(done) from rollup_hour h where h.item_id = m.item_id and h.department_id = m.department_id and substr(h.date, 1, 7) = m.month)`;

/** Days that are not counted yet, or are to be counted again, are nobody's word. */
export function dayFigureFindings(db: Database, rows: readonly LogRow[]): Finding[] {
  const days = db.prepare<[], { date: string; summary: string }>(counted).all();
  return [
    ...days.flatMap(({ date, summary }) => {
      const items = new Map(db.prepare<[string], [string, number]>(itemsOf).raw().all(date));
      // What the rollup wrote, of which this looks at four figures.
      return compareDay(date, { ...(JSON.parse(summary) as Summary), byItem: items }, figuresOf(rows, date));
    }),
    ...db.prepare<[], string>(months).pluck().all().map((item) => finding('disagreeing', `the month of ${item} is not the sum of its hours`)),
  ];
}

export function compareDay(date: string, told: DayFigures, own: DayFigures): Finding[] {
  const names = ['issued', 'done', 'abandoned', 'missed'] as const;
  const items = [...new Set([...told.byItem.keys(), ...own.byItem.keys()])].filter((item) => told.byItem.get(item) !== own.byItem.get(item));
  return [
    ...names.filter((name) => told[name] !== own[name]).map((name) => finding('disagreeing', `${date}: ${told[name]} ${name} by the close, ${own[name]} in the log`)),
    ...items.map((item) => finding('disagreeing', `${date}: ${told.byItem.get(item) ?? 0} numbers of ${item} by the rollup, ${own.byItem.get(item) ?? 0} in the log`)),
  ];
}
