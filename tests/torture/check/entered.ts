// A number entered at the desk and the kiosk's word about it are one ticket: told once, under one other name at most, and given by nobody again.
import { finding, type Finding } from '../findings.ts';
import type { LogRow } from './log-row.ts';

export function enteredFindings(rows: readonly LogRow[]): Finding[] {
  const [entered, told, issued]: [Set<string>, Set<string>, Map<string, string | null>] = [new Set(), new Set(), new Map()];
  const aliases = new Map<string, string>();
  const found: Finding[] = [];
  for (const { seq, commandId, event } of rows) {
    if (event.type === 'ticket.issued') {
      issued.set(event.ticketId, commandId);
      if (event.desk?.isEntered) entered.add(event.ticketId);
      if (aliases.has(event.ticketId)) found.push(finding('doubled', `event ${seq} issues ${event.ticketId}, which is known as ${String(aliases.get(event.ticketId))}`));
    }
    if (event.type !== 'ticket.recognized') continue;
    const { ticketId, as } = event;
    // The code on this paper had been entered beside another number, whose ticket keeps it: this one has got an id of its own.
    if (entered.has(as) && !entered.has(ticketId) && issued.get(ticketId) === commandId && !aliases.has(as)) {
      aliases.set(as, ticketId);
      continue;
    }
    if (!entered.has(ticketId)) found.push(finding('disagreeing', `event ${seq} recognizes ${ticketId}, which nobody entered`));
    if (told.has(ticketId) || aliases.has(as)) found.push(finding('doubled', `event ${seq}: a kiosk tells of ${ticketId} twice`));
    // A code may have stood beside another number, whose ticket keeps it.
    if (as !== ticketId && issued.has(as) && !entered.has(as)) found.push(finding('doubled', `event ${seq}: ${as} has a number of its own`));
    told.add(ticketId);
    if (as !== ticketId) aliases.set(as, ticketId);
  }
  return found;
}
