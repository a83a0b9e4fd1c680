// What a kiosk's page can reach: its files, the configuration in force, one stream of state, its verbs and the maintenance PIN.
// Loopback only; a foreign Origin or Host is refused, so that no web page elsewhere can print tickets here.
import fastifyStatic from '@fastify/static';
import { ChainId, ItemCount, Language, PassCode } from '@hallcall/domain';
import type { AskIdentity, BookingsOfCard, BookingsProblem, PageProblem, TicketProgress } from '@hallcall/protocol';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { TakeRequest } from '../core/issue.ts';
import { personShape } from '../core/person.ts';
import type { Maintenance } from '../maintenance/maintenance.ts';
import type { EventStream } from './event-stream.ts';
import { addMaintenance } from './maintenance-routes.ts';
import type { PassDesk } from '../pass-desk.ts';
import { malformed, problem } from './problem.ts';

export type PageServerDeps = {
  /** Folder of the built pages. */
  readonly dist: string;
  /** Origins that may show the page in a frame; none in production. */
  readonly ancestors: readonly string[];
  readonly stream: EventStream;
  readonly configBody: (version: number) => string | null;
  readonly take: (request: TakeRequest) => TicketProgress | PageProblem;
  readonly reprint: (requestId: string) => TicketProgress | null;
  readonly note: (requestId: string) => TicketProgress | null;
  readonly findPass: PassDesk['find'];
  readonly findBookings: (requestId: string) => Promise<BookingsOfCard | BookingsProblem>;
  readonly askIdentity: (asked: AskIdentity) => void;
  /** A search found nothing. */
  readonly searched: (typed: string) => void;
  readonly maintenance: Maintenance;
  /** Something threw that must not: the process is to end and to start again from its file. */
  readonly onBug: (error: unknown) => void;
};

const RequestId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
const Take = z.strictObject({ requestId: RequestId, items: z.array(ItemCount).min(1).max(20), chain: ChainId.nullable(), language: Language, pass: PassCode.optional(), booking: PassCode.optional(), ...personShape });
const OfIdentity = z.strictObject({ requestId: RequestId, isWanted: z.boolean(), isForBooking: z.literal(true).optional() });
const OfPass = z.strictObject({ code: PassCode });
const Searched = z.strictObject({ typed: z.string().min(1).max(200) });
const OfRequest = z.strictObject({ requestId: RequestId });
const bodyLimit = 4 * 1024;

/** Registers everything; the caller listens. */
export async function createPageServer(deps: PageServerDeps): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit, forceCloseConnections: true });
  const policy = contentPolicy(deps.ancestors);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': deps.ancestors.length > 0 ? 'cross-origin' : 'same-origin',
    });
    if (!isOwn(request)) return problem(reply, 403, { code: 'origin.foreign' });
    return undefined;
  });
  app.setErrorHandler((error: unknown, _request, reply) => {
    const status = statusOf(error);
    if (status < 500) return problem(reply, status, { code: 'request.malformed', path: '', problem: messageOf(error) });
    deps.onBug(error);
    return problem(reply, status, { code: 'kiosk.notReady' });
  });
  app.setNotFoundHandler((_request, reply) => problem(reply, 404, { code: 'request.unknown' }));
  await app.register(fastifyStatic, { root: deps.dist, cacheControl: false, setHeaders: cacheByName });
  app.get('/', (_request, reply) => reply.redirect('/kiosk/'));
  addReading(app, deps);
  addVerbs(app, deps);
  addMaintenance(app, deps.maintenance);
  return app;
}

function addReading(app: FastifyInstance, { configBody, stream }: PageServerDeps): void {
  app.get<{ Params: { version: string } }>('/config/:version', (request, reply) => {
    const version = Number(request.params.version);
    const body = Number.isInteger(version) ? configBody(version) : null;
    if (body === null) return problem(reply, 404, { code: 'request.unknown' });
    return reply.headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' }).send(body);
  });
  app.get('/page/events', (_request, reply) =>
    reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' }).send(stream.open()),
  );
}

function addVerbs(app: FastifyInstance, deps: PageServerDeps): void {
  app.post('/page/take', (request, reply) => {
    const body = Take.safeParse(request.body);
    if (!body.success) return malformed(reply, body.error);
    const answer = deps.take(body.data);
    return 'phase' in answer ? reply.send(answer) : problem(reply, 503, answer);
  });
  app.post('/page/identity', (request, reply) => {
    const body = OfIdentity.safeParse(request.body);
    if (!body.success) return malformed(reply, body.error);
    const { isForBooking, ...asked } = body.data;
    deps.askIdentity({ ...asked, ...(isForBooking ? { isForBooking } : {}) });
    return reply.send({});
  });
  app.post('/page/pass', async (request, reply) => {
    const body = OfPass.safeParse(request.body);
    if (!body.success) return malformed(reply, body.error);
    const answer = await deps.findPass(body.data.code);
    return 'items' in answer ? reply.send(answer) : problem(reply, answer.code === 'pass.needsHub' ? 503 : 404, answer);
  });
  app.post('/page/bookings', async (request, reply) => {
    const body = OfRequest.safeParse(request.body);
    if (!body.success) return malformed(reply, body.error);
    const answer = await deps.findBookings(body.data.requestId);
    return 'bookings' in answer ? reply.send(answer) : problem(reply, answer.code === 'pass.needsHub' ? 503 : 404, answer);
  });
  app.post('/page/searched', (request, reply) => {
    const body = Searched.safeParse(request.body);
    if (!body.success) return malformed(reply, body.error);
    deps.searched(body.data.typed);
    return reply.send({});
  });
  for (const verb of ['reprint', 'note'] as const) {
    app.post(`/page/${verb}`, (request, reply) => {
      const body = OfRequest.safeParse(request.body);
      if (!body.success) return malformed(reply, body.error);
      return reply.send(deps[verb](body.data.requestId) ?? problem(reply, 404, { code: 'request.unknown' }));
    });
  }
}

/** Scripts, styles and connections of its own only; nothing inline. */
export function contentPolicy(ancestors: readonly string[]): string {
  const frames = ancestors.length > 0 ? ancestors.join(' ') : "'none'";
  return (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    `base-uri 'none'; form-action 'none'; frame-ancestors ${frames}`
  );
}

/** The address must be loopback (no other name may point here), and so must the page that asks. */
function isOwn(request: FastifyRequest): boolean {
  const { host, origin } = request.headers;
  const own = [`127.0.0.1:${request.socket.localPort}`, `localhost:${request.socket.localPort}`];
  if (host === undefined || !own.includes(host)) return false;
  return origin === undefined ? request.method === 'GET' || request.method === 'HEAD' : own.some((name) => origin === `http://${name}`);
}

function cacheByName(reply: FastifyReply, path: string): void {
  // Built assets carry a hash in their name; the page itself must be asked for again.
  void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 600 ? status : 500;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
