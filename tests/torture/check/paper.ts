// I6: what lies in the trays and what is on record are the same, and no number is on two papers.
import type { Database } from 'better-sqlite3';
import type { Paper } from '../../chaos/kiosk-page.ts';
import { finding, type Finding } from '../findings.ts';
import type { LogRow } from './log-row.ts';

type Ticket = { readonly ticketId: string; readonly day: string; readonly number: string; readonly paper: string; readonly reason: string | null; readonly isOffline: number };

const allTickets = `
  select ticket_id as ticketId, day, prefix || ' ' || n as number, paper, reason, offline as isOffline
  from ticket join stop using (ticket_id) where stop.stop = 0`;

/** The address in the code ends with the ticket's id. */
const idOn = ({ qr }: Paper): string => qr[0]?.split('.').at(-1) ?? '';

export type PaperTruth = { readonly papers: readonly Paper[]; /** Tickets that a visitor saw printed, and their service day. */ readonly seen: ReadonlyMap<string, string>; /** How often somebody asked for a second copy, by ticket. */ readonly asked: ReadonlyMap<string, number>; /** Entered at the desk under a number that lies on nobody's paper. */ readonly mistyped: ReadonlySet<string> };

const allAliases = 'select alias, ticket_id from ticket_alias';

/** A paper whose number the guide desk has entered may be on record under another id than its own. */
export function paperFindings(db: Database, truth: PaperTruth): Finding[] {
  const aliases = new Map(db.prepare<[], [string, string]>(allAliases).raw().all());
  const known = (id: string): string => aliases.get(id) ?? id;
  const { papers } = truth;
  const ticketIdOn = (paper: Paper): string => known(idOn(paper));
  const [seen, asked] = [byKnown(truth.seen, known), byKnown(truth.asked, known)];
  const ticketById = new Map(db.prepare<[], Ticket>(allTickets).all().map((ticket) => [ticket.ticketId, ticket]));
  const own = papers.filter(({ isReprint }) => !isReprint);
  const onPaper = new Set(papers.map(ticketIdOn));
  const dayOf = (ticketId: string): string => ticketById.get(ticketId)?.day ?? seen.get(ticketId) ?? 'unknown day';
  return [
    ...own.flatMap((paper) => recorded(paper, ticketById.get(ticketIdOn(paper)))),
    ...twice(own, (paper) => `${dayOf(ticketIdOn(paper))} ${paper.number}`),
    ...twice(own, (paper) => ticketIdOn(paper)),
    ...unasked(papers, asked, ticketIdOn),
    ...[...seen.keys()].filter((ticketId) => !ticketById.has(ticketId)).map((ticketId) => finding('lost', `${ticketId}, which a visitor holds`)),
    ...[...ticketById.values()].filter(({ ticketId }) => !truth.mistyped.has(ticketId)).flatMap((ticket) => truthful(ticket, onPaper.has(ticket.ticketId))),
  ];
}

const byKnown = <T>(of: ReadonlyMap<string, T>, known: (id: string) => string): ReadonlyMap<string, T> => new Map([...of].map(([id, value]) => [known(id), value]));

function recorded(paper: Paper, ticket: Ticket | undefined): Finding[] {
  if (!ticket) return [finding('lost', `paper ${paper.number} is on no record`)];
  if (ticket.reason === 'superseded') return [finding('lost', `paper ${paper.number} was superseded`)];
  if (ticket.number !== paper.number) return [finding('disagreeing', `paper ${paper.number} is on record as ${ticket.number}`)];
  return paper.isOffline && ticket.isOffline === 0 ? [finding('disagreeing', `paper ${paper.number} says offline, the record does not`)] : [];
}

function twice(papers: readonly Paper[], keyOf: (paper: Paper) => string): Finding[] {
  return [...Map.groupBy(papers, keyOf)].flatMap(([key, same]) => (same.length > 1 ? [finding('doubled', `${same.length} papers ${key}`)] : []));
}

/** Second copies that nobody asked for. */
function unasked(papers: readonly Paper[], asked: ReadonlyMap<string, number>, ticketIdOn: (paper: Paper) => string): Finding[] {
  const copies = Map.groupBy(papers.filter(({ isReprint }) => isReprint), ticketIdOn);
  return [...copies].flatMap(([ticketId, same]) => {
    const wanted = asked.get(ticketId) ?? 0;
    return same.length > wanted ? [finding('doubled', `${same.length} second copies of ${ticketId}, asked for ${wanted} times`)] : [];
  });
}

function truthful(ticket: Ticket, isOnPaper: boolean): Finding[] {
  const { paper, number, ticketId } = ticket;
  if (paper === 'printed' && !isOnPaper) return [finding('disagreeing', `${number} ${ticketId} is recorded as printed, but there is no paper`)];
  return paper === 'failed' && isOnPaper ? [finding('disagreeing', `${number} ${ticketId} is recorded as failed, but lies in the tray`)] : [];
}

/** Nobody is called by order whose paper is not out. */
export function calledBlindly(rows: readonly LogRow[]): Finding[] {
  const paperById = new Map<string, string>();
  return rows.flatMap(({ seq, event }) => {
    if (event.type === 'ticket.issued' || event.type === 'ticket.revived' || event.type === 'paper.changed') paperById.set(event.ticketId, event.paper);
    const isBlind = event.type === 'ticket.called' && ['pending', 'failed'].includes(paperById.get(event.ticketId) ?? 'pending');
    return isBlind ? [finding('disagreeing', `event ${seq} calls ${event.ticketId} whose paper is not out`)] : [];
  });
}
