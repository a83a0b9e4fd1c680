// I12: the console's figures, counted once more from the events by a fold that knows no rules.
import type { HallEvent } from '@hallcall/domain';
import type { LogRow } from './log-row.ts';

export type Counts = { readonly issued: number; readonly offline: number } & Readonly<Record<string, number>>;

const statusAfter = {
  'stop.opened': 'waiting', 'ticket.called': 'called', 'stop.started': 'serving', 'stop.finished': 'done', 'stop.missed': 'missed', 'stop.restored': 'waiting',
  'stop.held': 'held', 'stop.resumed': 'called', 'stop.released': 'waiting', 'stop.transferred': 'waiting', 'stop.added': 'blocked',
  'stop.dropped': 'cancelled', 'stop.abandoned': 'abandoned',
} as const satisfies Partial<Record<HallEvent['type'], string>>;

const statuses = ['blocked', 'waiting', 'called', 'serving', 'held', 'missed', 'done', 'abandoned', 'cancelled'] as const;

/** Of the last day opened; null when it was reopened, which takes back what this fold has not kept. */
export function countsIn(rows: readonly LogRow[]): Counts | null {
  const from = rows.findLastIndex(({ event: { type } }) => type === 'day.opened');
  const today = rows.slice(Math.max(from, 0)).map(({ event }) => event);
  if (today.some(({ type }) => type === 'day.reopened')) return null;
  const statusByStop = new Map<string, string>();
  for (const event of today) count(statusByStop, event);
  const issued = today.filter((event) => event.type === 'ticket.issued' && event.lateDay === undefined);
  const all = [...statusByStop.values()];
  return {
    issued: issued.length, offline: issued.filter((event) => event.type === 'ticket.issued' && event.offline).length,
    ...Object.fromEntries(statuses.map((status) => [status, all.filter((one) => one === status).length])),
  };
}

function count(statusByStop: Map<string, string>, event: HallEvent): void {
  if ('lateDay' in event && event.lateDay !== undefined) return;
  const set = (stop: number, status: string): void => {
    if ('ticketId' in event) statusByStop.set(`${event.ticketId}/${stop}`, status);
  };
  // What was entered by mistake counts as what it is now.
  if (event.type === 'ticket.revived') for (const key of statusByStop.keys()) if (key.startsWith(`${event.ticketId}/`)) statusByStop.delete(key);
  if (event.type === 'ticket.issued' || event.type === 'ticket.revived') event.stops.forEach(({ after }, stop) => set(stop, after.length === 0 ? 'waiting' : 'blocked'));
  if (event.type in statusAfter && 'stop' in event) set(event.stop, statusAfter[event.type as keyof typeof statusAfter]);
  if (event.type === 'ticket.cancelled' || event.type === 'ticket.abandoned') end(statusByStop, event.ticketId, event.type === 'ticket.cancelled' ? 'cancelled' : 'abandoned');
  if (event.type === 'notice.issued') {
    set(event.notice.stop, 'blocked');
    set(event.notice.bankStop, 'waiting');
  }
  if (event.type !== 'action.undone') return;
  set(event.stop, event.status);
  for (const stop of event.reverted) set(stop, 'blocked');
}

/** A merge may still cancel what a close abandoned. */
function end(statusByStop: Map<string, string>, ticketId: string, status: string): void {
  for (const [key, own] of statusByStop) {
    if (key.startsWith(`${ticketId}/`) && own !== 'done' && own !== 'cancelled' && own !== status) statusByStop.set(key, status);
  }
}
