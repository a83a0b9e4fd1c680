// The hub's HTTP side: a few JSON calls, the built pages, nothing that changes state by GET.
import { readFileSync } from 'node:fs';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { limits, type HttpProblem } from '@hallcall/protocol';
import { StorageUnavailable } from '../engine/writer.ts';
import type { HttpDeps, Tls } from './context.ts';
import { addBookingRoutes } from './booking-routes.ts';
import { addLogRoute } from './log-route.ts';
import { addOwnTicketRoutes } from './own-ticket-routes.ts';
import { addAssets, addPages, addVoice } from './pages.ts';
import { isProblem, sendProblem } from './problem.ts';
import { addPublicRoutes } from './public-routes.ts';
import { addDayKeyRoute } from './day-key-route.ts';
import { addPassRoute } from './pass-route.ts';
import { addRegistryRoutes } from './registry-routes.ts';
import { addReportRoutes } from './report-routes.ts';
import { addRootRoute } from './root-route.ts';
import { addSampleRoutes } from './sample-routes.ts';
import { contentPolicy, fixedHeaders, framing } from './security-headers.ts';
import { addSessionRoutes } from './session-routes.ts';
import { addWhyRoute } from './why-route.ts';

/** Files of certificate and key make it HTTPS. Throws when they cannot be read. */
export async function createApp(deps: HttpDeps, bug: (error: unknown) => void): Promise<FastifyInstance> {
  const app = await guardedApp(deps, bug);
  addPublicRoutes(app, deps);
  addSessionRoutes(app, deps);
  addRegistryRoutes(app, deps);
  addReportRoutes(app, deps);
  addLogRoute(app, deps);
  addDayKeyRoute(app, deps);
  addPassRoute(app, deps);
  addBookingRoutes(app, deps);
  addRootRoute(app, deps);
  addWhyRoute(app, deps);
  addOwnTicketRoutes(app, deps);
  if (deps.sample) addSampleRoutes(app, deps.sample);
  await addVoice(app, deps);
  addPages(app, deps);
  await addAssets(app, deps);
  return app;
}

/** The page behind a paper's code and nothing else, for a port that visitors' telephones may reach. */
export async function createTicketApp(deps: HttpDeps, bug: (error: unknown) => void): Promise<FastifyInstance> {
  const app = await guardedApp(deps, bug);
  addOwnTicketRoutes(app, deps);
  await addAssets(app, deps);
  return app;
}

/** What holds of every answer, whatever the route. */
async function guardedApp(deps: HttpDeps, bug: (error: unknown) => void): Promise<FastifyInstance> {
  const app = makeServer(deps.tls);
  app.addHook('onRequest', async (request, reply) => {
    if (!deps.guard(request.headers)) return sendProblem(reply, { code: 'origin.foreign' });
    return undefined;
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(fixedHeaders);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', contentPolicy(framing(deps), null));
  });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof StorageUnavailable) return sendProblem(reply, { code: 'storage.unavailable' });
    const { statusCode, message, problem } = plain(error);
    if (problem) return sendProblem(reply, problem);
    if (statusCode < 500) return sendProblem(reply, { code: 'request.malformed', path: '', problem: message }).code(statusCode);
    bug(error);
    return reply.code(500).send({ code: 'bug' });
  });
  app.setNotFoundHandler((request, reply) => reply.code(404).send({ code: 'request.malformed', path: request.url, problem: 'no such address' }));
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) => ({ statusCode: 429, problem: { code: 'request.tooMany', waitMs: ttl } satisfies HttpProblem }),
  });
  return app;
}

function makeServer(tls: Tls | null): FastifyInstance {
  const options = { bodyLimit: limits.messageBytes, forceCloseConnections: true } satisfies FastifyServerOptions;
  if (!tls) return Fastify(options);
  return Fastify({ ...options, https: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } });
}

/** What Fastify and its plugins throw: an Error with a status, or the plain answer of the rate limit. */
function plain(error: unknown): { readonly statusCode: number; readonly message: string; readonly problem: HttpProblem | null } {
  const thrown = typeof error === 'object' && error !== null ? error : {};
  return {
    statusCode: 'statusCode' in thrown ? Number(thrown.statusCode) : 500,
    message: error instanceof Error ? error.message : 'refused',
    problem: 'problem' in thrown && isProblem(thrown.problem) ? thrown.problem : null,
  };
}
