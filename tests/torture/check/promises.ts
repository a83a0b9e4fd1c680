// I1–I4 counted from the log alone, event by event, by folds that share nothing with the rules.
import { finding, type Finding } from '../findings.ts';
import type { LogRow } from './log-row.ts';

/** Missing seqs. */
export function gapsIn(rows: readonly LogRow[]): Finding[] {
  const found: Finding[] = [];
  let expected = 1;
  for (const { seq } of rows) {
    for (; expected < seq; expected += 1) found.push(finding('gaps', `event ${expected}`));
    expected = seq + 1;
  }
  return found;
}

/** Numbers, ticket ids and command ids that stand twice. */
export function doublesIn(rows: readonly LogRow[]): Finding[] {
  const found: Finding[] = [];
  const seen = new Set<string>();
  const numberById = new Map<string, string>();
  const once = (key: string): void => {
    if (seen.has(key)) found.push(finding('doubled', key));
    seen.add(key);
  };
  for (const { day, commandId, ordinal, event } of rows) {
    if (commandId !== null) once(`command ${commandId}, event ${ordinal}`);
    // The same ticket again, under the number that is on somebody's paper: the mistaken one is free.
    const isRenumbered = event.type === 'ticket.recognized' && event.number !== undefined;
    if (event.type === 'ticket.revived' || isRenumbered) seen.delete(numberById.get(event.ticketId) ?? '');
    if ((event.type !== 'ticket.issued' && event.type !== 'ticket.revived' && event.type !== 'ticket.recognized') || !event.number) continue;
    const number = `number ${event.number.prefix}${event.number.n} of ${String(day)}`;
    once(number);
    numberById.set(event.ticketId, number);
    if (event.type === 'ticket.issued') once(`ticket ${event.ticketId}`);
  }
  return found;
}

/** Events after which the ticket stands at no window. */
const leaving: ReadonlySet<string> = new Set([
  'stop.finished', 'stop.missed', 'ticket.cancelled', 'ticket.abandoned', 'stop.held', 'stop.transferred', 'notice.issued',
]);

/** I2, I3: a visitor called to a second window, a window that calls a second visitor. */
export function crowdsIn(rows: readonly LogRow[]): Finding[] {
  const windowByTicket = new Map<string, string>();
  const found: Finding[] = [];
  const arrive = (ticketId: string, windowId: string): void => {
    const other = windowByTicket.get(ticketId);
    if (other !== undefined) found.push(finding('doubled', `${ticketId} called to ${windowId} while at ${other}`));
    const [before] = [...windowByTicket].find(([, at]) => at === windowId) ?? [];
    if (before !== undefined && before !== ticketId) found.push(finding('doubled', `${windowId} called ${ticketId} with ${before} there`));
    windowByTicket.set(ticketId, windowId);
  };
  for (const { event } of rows) {
    if (event.type === 'day.opened' || event.type === 'day.reopened') windowByTicket.clear();
    if (event.type === 'ticket.called' || event.type === 'stop.resumed') arrive(event.ticketId, event.windowId);
    if (leaving.has(event.type) && 'ticketId' in event) windowByTicket.delete(event.ticketId);
    if (event.type !== 'action.undone') continue;
    windowByTicket.delete(event.ticketId);
    if (event.status === 'called' || event.status === 'serving') arrive(event.ticketId, event.windowId);
  }
  return found;
}
