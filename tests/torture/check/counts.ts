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

/** Of the last day opened; a fact that came when it was closed already is its own. */
export function countsIn(rows: readonly LogRow[]): Counts {
  const from = rows.findLastIndex(({ event: { type } }) => type === 'day.opened');
  const [opening] = rows.slice(Math.max(from, 0));
  const date = opening?.event.type === 'day.opened' ? opening.event.date : null;
  const today = rows.slice(Math.max(from, 0)).map(({ event }) => event).filter((event) => !('lateDay' in event) || event.lateDay === undefined || event.lateDay === date);
  const stops = createStopFold();
  for (const event of today) stops.note(event);
  const issued = today.filter((event) => event.type === 'ticket.issued');
  const all = stops.all();
  return {
    issued: issued.length, offline: issued.filter(({ offline }) => offline).length,
    ...Object.fromEntries(statuses.map((status) => [status, all.filter((one) => one === status).length])),
  };
}

export type StopFold = {
  readonly note: (event: HallEvent) => void;
  /** Status of every stop; of one ticket's. */
  readonly all: () => readonly string[];
  readonly of: (ticketId: string) => readonly string[];
};

/** What the last word about every stop is, by its events alone. */
export function createStopFold(): StopFold {
  const byTicket = new Map<string, Map<number, string>>();
  /** What those were whom the close gave up. */
  const before = new Map<string, Map<number, string>>();
  const set = (ticketId: string, stop: number, status: string): void => {
    const own = byTicket.get(ticketId) ?? new Map<number, string>();
    byTicket.set(ticketId, own.set(stop, status));
  };
  return {
    all: () => [...byTicket.values()].flatMap((stops) => [...stops.values()]),
    of: (ticketId) => [...(byTicket.get(ticketId) ?? new Map<number, string>()).values()],
    note(event) {
      if (event.type === 'day.opened') for (const map of [byTicket, before]) map.clear();
      if (event.type === 'day.reopened') {
        reopen(byTicket, before);
        before.clear();
      }
      // What was entered by mistake counts as what it is now.
      if (event.type === 'ticket.revived') byTicket.delete(event.ticketId);
      if (event.type === 'ticket.issued' || event.type === 'ticket.revived') event.stops.forEach(({ after }, stop) => set(event.ticketId, stop, after.length === 0 ? 'waiting' : 'blocked'));
      if (event.type in statusAfter && 'stop' in event) set(event.ticketId, event.stop, statusAfter[event.type as keyof typeof statusAfter]);
      if (event.type === 'ticket.cancelled') end(byTicket.get(event.ticketId), 'cancelled');
      if (event.type === 'ticket.abandoned') {
        before.set(event.ticketId, new Map(byTicket.get(event.ticketId)));
        end(byTicket.get(event.ticketId), 'abandoned');
      }
      if (event.type === 'notice.issued') {
        set(event.ticketId, event.notice.stop, 'blocked');
        set(event.ticketId, event.notice.bankStop, 'waiting');
      }
      if (event.type !== 'action.undone') return;
      set(event.ticketId, event.stop, event.status);
      for (const stop of event.reverted) set(event.ticketId, stop, 'blocked');
    },
  };
}

/** A merge may still cancel what a close abandoned. */
function end(stops: Map<number, string> | undefined, status: string): void {
  for (const [stop, own] of stops ?? []) if (own !== 'done' && own !== 'cancelled' && own !== status) stops?.set(stop, status);
}

/** Whoever the close gave up goes on; who stood at a window, or was put aside by one, waits again. */
function reopen(byTicket: ReadonlyMap<string, Map<number, string>>, before: ReadonlyMap<string, ReadonlyMap<number, string>>): void {
  for (const [ticketId, stops] of before) {
    const own = byTicket.get(ticketId);
    for (const [stop, status] of stops) if (own?.get(stop) === 'abandoned') own.set(stop, ['called', 'serving', 'held'].includes(status) ? 'waiting' : status);
  }
}
