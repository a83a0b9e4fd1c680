// The page behind the QR code of a paper. The code is a capability: whoever has it sees that one number, and nothing of the person.
import type { Catalogue } from '@hallcall/catalogue';
import { ownTicket, TicketId, type Bilingual, type HallConfig, type OwnStop } from '@hallcall/domain';
import type { NamedStop, OwnTicketReply } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import type { ConfigVersion } from '../store/config-table.ts';
import type { HttpDeps } from './context.ts';
import { sendPage } from './pages.ts';
import { sendProblem } from './problem.ts';
import { perMinute } from './rate.ts';

/** Telephones behind one access point may share an address; each looks every few seconds. */
const looksPerMinute = 1_200;

type Params = { readonly Params: { readonly code: string } };

/** `GET /t/<hall>.<ticket>` is the page, `GET /t/<hall>.<ticket>/state` what it shows. */
export function addOwnTicketRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const itemName = createItemNames();
  app.get('/t/:code', (_request, reply) => sendPage(deps, reply, 'display/ticket.html'));
  app.get<Params>('/t/:code/state', perMinute(deps, looksPerMinute), async (request, reply) => {
    const { engine, now } = deps;
    if (!engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    const config = engine.config();
    const ticketId = ticketOf(request.params.code, config.hall);
    if (ticketId === null) return sendProblem(reply, { code: 'ticket.unknown' });
    const { name, timeZone } = config.hall;
    const hall = { hall: name, timeZone, now: now() };
    const ticket = ownTicket(engine.state(), ticketId, { now: hall.now, config: config.hall });
    if (ticket) {
      const stops = ticket.stops.map((stop) => named(stop, config.hall, (itemId) => itemName(config, itemId)));
      return reply.send({ kind: 'ticket', ...hall, ticket: { ...ticket, stops } } satisfies OwnTicketReply);
    }
    const past = engine.core.tickets.ticket(ticketId);
    if (!past) return sendProblem(reply, { code: 'ticket.unknown' });
    return reply.send({ kind: 'earlier', ...hall, day: past.day } satisfies OwnTicketReply);
  });
}

/** Null for a code of another hall, or none. A ticket id has no point in it, a hall's may. */
function ticketOf(code: string, { hallId }: HallConfig): TicketId | null {
  if (!code.startsWith(`${hallId}.`)) return null;
  const parsed = TicketId.safeParse(code.slice(hallId.length + 1));
  return parsed.success ? parsed.data : null;
}

function named({ queueId, items, windowId, after, status, standing, calledAt, returnUntil }: OwnStop, hall: HallConfig, itemName: (itemId: string) => Bilingual): NamedStop {
  const queue = hall.queues.find(({ id }) => id === queueId);
  return {
    after, status, standing, calledAt, returnUntil, items: items.map(itemName),
    queue: queue?.name ?? both(queueId),
    zone: hall.zones.find(({ id }) => id === queue?.zone)?.name ?? null,
    window: hall.windows.find(({ id }) => id === windowId)?.label ?? windowId,
  };
}

/** Worked out once a version. What is unknown shows its id. */
function createItemNames(): (config: ConfigVersion, itemId: string) => Bilingual {
  let made: { readonly version: number; readonly names: ReadonlyMap<string, Bilingual> } | null = null;
  return ({ version, catalogue }, itemId) => {
    if (made?.version !== version) {
      // The hub has checked the document before it stored it; a hall without a catalogue has null.
      const { departments = [] } = (catalogue ?? {}) as Partial<Pick<Catalogue, 'departments'>>;
      made = { version, names: new Map(departments.flatMap((department) => department.items.map(({ id, zh, en }) => [String(id), { zh, en }]))) };
    }
    return made.names.get(itemId) ?? both(itemId);
  };
}

const both = (text: string): Bilingual => ({ zh: text, en: text });
