// Signing in and out, and the first manager. PINs and codes pass here and nowhere else.
import { Setup, SignIn } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import { setUp } from '../registry/clerk.ts';
import { signIn } from '../registry/sign-in.ts';
import { identityOf } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { isProblem, parse, sendProblem } from './problem.ts';
import { perMinute } from './rate.ts';

export function addSessionRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { engine, tables } = deps;
  app.post('/session', perMinute(deps, 30), async (request, reply) => {
    const body = parse(SignIn, request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const result = await signIn(deps, body.value);
    return isProblem(result) ? sendProblem(reply, result) : reply.send(result);
  });

  app.delete('/session', async (request, reply) => {
    const identity = identityOf(deps, request);
    if (identity?.kind !== 'clerk') return sendProblem(reply, { code: 'session.required' });
    await engine.change(() => void tables.endSession.run(identity.tokenHash));
    deps.recheck();
    return reply.code(204).send();
  });

  app.post('/setup', perMinute(deps, 10), async (request, reply) => {
    const body = parse(Setup, request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const problem = await setUp(deps, body.value, deps.setupCode());
    if (problem) return sendProblem(reply, problem);
    deps.setUpDone();
    return reply.code(204).send();
  });
}
