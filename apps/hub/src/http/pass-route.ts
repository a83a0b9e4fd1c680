// What a return pass is good for, asked by a kiosk before it takes the number. Agents alone: whoever could ask freely could guess.
import { findPass } from '@hallcall/domain';
import type { HttpProblem, ReturnPassReply } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import { identityOf } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { isProblem, sendProblem } from './problem.ts';

/** `GET /pass/<eight digits>`. */
export function addPassRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.get<{ Params: { code: string } }>('/pass/:code', async (request, reply) => {
    const identity = identityOf(deps, request);
    if (identity === null) return sendProblem(reply, { code: 'session.required' });
    if (identity.kind !== 'device' || identity.device.boardId !== null) return sendProblem(reply, { code: 'session.notPermitted' });
    const { engine, now } = deps;
    if (!engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    const found = findPass(engine.state(), request.params.code, { past: engine.core.tickets, config: engine.config().hall, now: now() });
    if (found.kind === 'rejection') return sendProblem(reply, problemOf(found.rejection));
    const { items, windowId, date, materials, other, note, validUntil } = found.pass;
    return reply.send({ items, windowId, date, materials, other, note, validUntil } satisfies ReturnPassReply);
  });
}

/** The rules refuse a pass with codes of HTTP's own list. */
function problemOf(rejection: { readonly code: string }): HttpProblem {
  if (!isProblem(rejection)) throw new Error(`a pass was refused as ${rejection.code}`);
  return rejection;
}
