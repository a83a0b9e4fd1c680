// The roots of closed days, for every agent to keep: what a hub told once it cannot take back.
import type { RootsReply } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import { identityOf } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { sendProblem } from './problem.ts';

/** Days that agents keep. */
const keptDays = 400;

/** `GET /roots` (devices and managers): every close of the newest 400 closed days, newest first. */
export function addRootRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/roots', async (request, reply) => {
    const identity = identityOf(deps, request);
    if (identity === null) return sendProblem(reply, { code: 'session.required' });
    if (identity.kind === 'clerk' && identity.session.role !== 'manager') return sendProblem(reply, { code: 'session.notPermitted' });
    if (!deps.engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    return reply.send({ roots: deps.roots.newest(keptDays) } satisfies RootsReply);
  });
}
