// Open calls: health, figures, published configurations.
import { timingSafeEqual } from 'node:crypto';
import { PROTOCOL_VERSION } from '@hallcall/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hashToken } from '../registry/secret.ts';
import { bearer } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { sendProblem } from './problem.ts';

/** `GET /health`: 200 while the hub takes commands, 503 while its store does not. */
export type Health = {
  readonly status: 'ok' | 'storageUnavailable';
  readonly hallId: string;
  readonly isSample: boolean;
  /** True until the first manager exists: the console asks for the set-up code. */
  readonly needsSetup: boolean;
  readonly build: string;
  readonly protocol: number;
  readonly epoch: number;
  readonly seq: number;
  readonly config: number;
  /** Hub time, epoch ms. */
  readonly now: number;
};

export function addPublicRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { engine } = deps;
  app.get('/health', async (_request, reply) => {
    const { hall, version } = engine.config();
    const health: Health = {
      status: engine.isAvailable() ? 'ok' : 'storageUnavailable',
      hallId: hall.hallId, isSample: deps.sample !== null, needsSetup: deps.setupCode() !== null, build: deps.build, protocol: PROTOCOL_VERSION,
      epoch: engine.epoch(), seq: engine.seq(), config: version, now: deps.now(),
    };
    return reply.code(engine.isAvailable() ? 200 : 503).send(health);
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(deps, request)) return sendProblem(reply, { code: 'session.required' });
    return reply.type(deps.metrics.contentType).send(await deps.metrics.text());
  });

  app.get<{ Params: { version: string } }>('/config/:version', async (request, reply) => {
    const version = /^[1-9]\d{0,8}$/.test(request.params.version) ? Number(request.params.version) : 0;
    const texts = engine.core.configs.texts(version);
    if (!texts) return sendProblem(reply, { code: 'config.unknown' });
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('application/json; charset=utf-8')
      .send(`{"version":${version},"hall":${texts.hall},"catalogue":${texts.catalogue}}`);
  });
}

function mayReadMetrics({ metricsToken }: HttpDeps, request: FastifyRequest): boolean {
  if (metricsToken === null) return true;
  const token = bearer(request);
  return token !== null && timingSafeEqual(hashToken(token), hashToken(metricsToken));
}
