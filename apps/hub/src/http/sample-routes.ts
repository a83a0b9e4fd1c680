// Only under --sample: what the hall page needs, the way to the kiosk page, and the simulators behind the hub's origin.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SampleSide } from './context.ts';

const methods = ['GET', 'POST', 'PUT', 'DELETE'];

export function addSampleRoutes(app: FastifyInstance, sample: SampleSide): void {
  app.get('/sample', async (_request, reply) => {
    const hall = sample.hall();
    return hall ? reply.send(hall) : notYet(reply, '/sample');
  });
  app.get('/kiosk', async (_request, reply) => toKiosk(sample, reply));
  app.get('/kiosk/', async (_request, reply) => toKiosk(sample, reply));
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.route<{ Params: { name: string; '*': string } }>({
      method: methods, url: '/sim/:name/*',
      handler: (request, reply) => relay(sample.simulator(request.params.name), request, reply),
    });
  });
}

function toKiosk(sample: SampleSide, reply: FastifyReply): FastifyReply {
  const url = sample.agentUrl();
  return url === null ? notYet(reply, '/kiosk/') : reply.redirect(url, 302);
}

/** Children report their addresses while they start. */
const notYet = (reply: FastifyReply, path: string): FastifyReply =>
  reply.code(503).header('retry-after', 1).send({ code: 'request.malformed', path, problem: 'still starting' });

type SimulatorRequest = FastifyRequest<{ Params: { name: string; '*': string } }>;

/** Hands a call to a simulator's control port and its answer back, streams included. */
async function relay(base: string | null, request: SimulatorRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (base === null) return reply.code(404).send({ code: 'request.malformed', path: request.url, problem: 'no such simulator' });
  const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  const address = new URL(`./${request.params['*']}${query}`, base.endsWith('/') ? base : `${base}/`);
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const type = request.headers['content-type'];
  try {
    const answer = await fetch(address, {
      method: request.method, signal: gone.signal, redirect: 'manual',
      headers: type ? { 'content-type': type } : {},
      body: request.body instanceof Buffer ? new Uint8Array(request.body) : null,
    });
    for (const name of ['content-type', 'cache-control', 'content-security-policy']) {
      const value = answer.headers.get(name);
      if (value) reply.header(name, value);
    }
    return reply.code(answer.status).send(answer.body ? Readable.fromWeb(answer.body) : null);
  } catch (error) {
    return reply.code(502).send({ code: 'request.malformed', path: request.url, problem: `the simulator does not answer: ${String(error)}` });
  }
}
