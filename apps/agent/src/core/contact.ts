// What a hub that this agent has not met yet must be told: the highest numbers on paper, and the day's facts again.
import { dayHours, isOpenAt, queueClosure, serviceDateAt, type HallConfig, type Prefix, type QueueClosed, type QueueId, type ServiceDate } from '@hallcall/domain';
import { newCommandId, type CoreContext } from './context.ts';
import { queueFacts } from './fact.ts';
import type { Contact, FactCommand, ReadonlyAgent, Write } from './state.ts';

/**
 * The hub was heard under `epoch`. An epoch never met before lies behind a restore or a replacement: facts that another
 * epoch acknowledged go out again under their old ids (an id that the hub knows gets its stored answer).
 */
export function meetEpoch(state: ReadonlyAgent, epoch: number, context: CoreContext): Write[] {
  if (state.contact.epoch !== null && epoch <= state.contact.epoch) return [];
  const again = [...state.factById.values()].filter((fact) => fact.state === 'acknowledged' && fact.command.type !== 'agent.report');
  const report: FactCommand = { type: 'agent.report', date: context.day, highest: highestOnline(state, context.day) };
  return [
    { kind: 'contact', row: { ...state.contact, epoch, seq: 0 } },
    ...again.map((fact) => ({ kind: 'fact', row: { ...fact, state: 'waiting', bugs: 0 } }) as const),
    ...queueFacts(state, [{ commandId: newCommandId(context), command: report }]),
  ];
}

/**
 * Remembers the newest of the hub. Worth a commit only now and then: it merely serves the next handshake. A view (`day`) is of this moment, also
 * when the hub's clock was set back; an answer may be an old one.
 */
export function noteContact(state: ReadonlyAgent, heard: { seq: number; at: number } & Partial<Pick<Contact, 'day' | 'emergency'>>): Write[] {
  const seq = Math.max(state.contact.seq, heard.seq);
  const emergency = heard.emergency === undefined ? state.contact.emergency : heard.emergency;
  return [{ kind: 'contact', row: { ...state.contact, seq, at: heard.day === undefined ? Math.max(state.contact.at, heard.at) : heard.at, day: heard.day ?? state.contact.day, emergency } }];
}

/**
 * Whether the kiosk may issue by itself at `now`: the timetable, unless a manager had overruled it when the hub was
 * last heard. A day still open behind its hours is overtime or a break, not a manager's opening; one that is closed stays so:
 * the timetable closes none before its last hours.
 */
export function isOpenOffline(config: HallConfig, { day, at }: Contact, now: number): boolean {
  const today = serviceDateAt(config, now);
  const byTimetable = isOpenAt(config, now);
  if (day?.date !== today) return byTimetable;
  if (day.status === 'closed') return false;
  const first = dayHours(config, today)[0];
  return byTimetable || (!isOpenAt(config, at) && (first === undefined || at < first.from));
}

/** Why a queue gives no numbers at `now` while the kiosk issues by itself; null: it does. A kiosk open outside the timetable was opened by a manager. */
export const closedOffline = (config: HallConfig, queueId: QueueId, now: number): QueueClosed | null =>
  queueClosure(config, queueId, { now, isByManager: !isOpenAt(config, now) });

/** By prefix, the highest number of the hub's own that went to a visitor on `day`, on paper or on the screen. */
function highestOnline(state: ReadonlyAgent, day: ServiceDate): Record<Prefix, number> {
  const highest = new Map<Prefix, number>();
  for (const ticket of onlineTickets(state)) {
    if (ticket.day !== day || ticket.offline) continue;
    highest.set(ticket.number.prefix, Math.max(ticket.number.n, highest.get(ticket.number.prefix) ?? 0));
  }
  // Object.fromEntries forgets the brand of its keys.
  return Object.fromEntries(highest) as Record<Prefix, number>;
}

function* onlineTickets(state: ReadonlyAgent) {
  for (const { end } of state.issueByRequest.values()) if (end?.kind === 'issued') yield end.ticket;
  for (const job of state.jobById.values()) if ('ticket' in job) yield job.ticket;
}
