// What the fold and the read tables both say of a day, in one form: for tests that compare them.
import type { DeepReadonly, ReadonlyHall, StopLife } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export type Standing = Record<string, string | number | null>;

/** What the fold says of ended stops and those at a window, of tickets, windows and calls; not when, for its times move with the clock. */
export const standings = (state: ReadonlyHall): Record<string, Standing[]> => ({
  stops: [...state.ticketById.values()].flatMap(({ ticketId, stops }) => stops.flatMap(({ index, life }): Standing[] => {
    const said = saidOf(life);
    return said === null ? [] : [{ ticket_id: ticketId, stop: index, said }];
  })).toSorted(byTicket),
  tickets: [...state.ticketById.values()].map(({ ticketId, number, language, device, offline, paper, personClass, needs, booked, urgent }): Standing => ({
    ticket_id: ticketId, number: `${number.prefix} ${number.n}`, language, device, offline: Number(offline), paper, person_class: personClass,
    needs: needs.length > 0 ? JSON.stringify(needs) : null, booked_from: booked?.from ?? null, booked_to: booked?.to ?? null, urgent_reason: urgent?.reason ?? null,
  })).toSorted(byTicket),
  windows: [...state.windowById.values()].filter(({ clerkId, active }) => clerkId ?? active).map(({ windowId, clerkId, pause, active }): Standing => ({
    window_id: windowId, clerk_id: clerkId, is_open: Number(clerkId !== null), pause_reason: pause?.reason ?? null, is_paused: Number(pause !== null), ticket_id: active?.ticketId ?? null, stop: active?.stop ?? null,
  })).toSorted((a, b) => order(String(a['window_id']), String(b['window_id']))),
  calls: [...state.callById.values()].map(({ callId, ticketId, stop, windowId, zone, attempt, isUndone, shownAt, speech }): Standing => ({
    call_id: callId, ticket_id: ticketId, stop, window_id: windowId, zone, attempt, undone: Number(isUndone), is_shown: Number(shownAt !== null), speech: speech?.outcome ?? null, speech_reason: speech?.reason ?? null,
  })).toSorted((a, b) => order(String(a['call_id']), String(b['call_id']))),
});

/** Null where a stop only waits. */
function saidOf(life: DeepReadonly<StopLife>): string | null {
  switch (life.status) {
    case 'blocked':
    case 'waiting':
    case 'held':
      return null;
    case 'called':
      return life.clerkId;
    case 'serving':
      return `${life.clerkId} 1`;
    case 'done':
      return `${life.outcome} ${life.count}`;
    case 'missed':
      return life.proven ? 'shown' : 'unproven';
    case 'abandoned':
    case 'cancelled':
      return life.reason;
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const byTicket = (a: Standing, b: Standing): number => order(String(a['ticket_id']), String(b['ticket_id'])) || Number(a['stop'] ?? 0) - Number(b['stop'] ?? 0);

const standingSql: Readonly<Record<string, string>> = {
  stops: `select ticket_id, stop, case status when 'called' then clerk_id when 'serving' then clerk_id || ' ' || (started_at is not null) when 'done' then outcome || ' ' || count
    when 'missed' then iif(proof = 'unproven', 'unproven', 'shown') else reason end as said from stop where status in ('called', 'serving', 'done', 'missed', 'abandoned', 'cancelled') order by ticket_id, stop`,
  tickets: `select ticket_id, prefix || ' ' || n as number, language, device, offline, paper, person_class, needs, booked_from, booked_to, urgent_reason from ticket order by ticket_id`,
  windows: `select window_id, clerk_id, opened_at is not null as is_open, pause_reason, paused_at is not null as is_paused, ticket_id, stop from window where clerk_id is not null or ticket_id is not null order by window_id`,
  calls: `select call_id, ticket_id, stop, window_id, zone, attempt, undone, shown_at is not null as is_shown, speech, speech_reason from call order by call_id`,
};

/** The same from the tables. Calls that the fold, which keeps the newest alone, has forgotten are left out. */
export function standingRows(db: Database, { ticketById, callById }: ReadonlyHall): Record<string, Standing[]> {
  const known = { ticket_id: new Set<unknown>(ticketById.keys()), call_id: new Set<unknown>(callById.keys()) };
  const rows = (sql: string): Standing[] => db.prepare<[], Standing>(sql).all().filter((row) => row['call_id'] === undefined ? row['window_id'] !== undefined || known.ticket_id.has(row['ticket_id']) : known.call_id.has(row['call_id']));
  return Object.fromEntries(Object.entries(standingSql).map(([name, sql]) => [name, rows(sql)]));
}
