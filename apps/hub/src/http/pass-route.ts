// What a return pass is good for, asked by a kiosk or at the guide desk before the number is taken. Whoever could ask freely could guess.
import { findPass } from '@hallcall/domain';
import type { HttpProblem, ReturnPassReply } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import type { Identity } from '../registry/session.ts';
import { identityOf } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { isProblem, sendProblem } from './problem.ts';

/** `GET /pass/<eight digits>`. */
export function addPassRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.get<{ Params: { code: string } }>('/pass/:code', async (request, reply) => {
    const identity = identityOf(deps, request);
    if (identity === null) return sendProblem(reply, { code: 'session.required' });
    if (!mayLook(identity)) return sendProblem(reply, { code: 'session.notPermitted' });
    const { engine, now } = deps;
    if (!engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    const found = findPass(engine.state(), request.params.code, { past: engine.core.tickets, config: engine.config().hall, now: now() });
    if (found.kind === 'rejection') return sendProblem(reply, problemOf(found.rejection));
    const { items, windowId, date, materials, other, note, validUntil } = found.pass;
    return reply.send({ items, windowId, date, materials, other, note, validUntil } satisfies ReturnPassReply);
  });
}

/** A kiosk, or a manager at the guide desk. */
const mayLook = (identity: Identity): boolean => (identity.kind === 'device' ? identity.device.boardId === null : identity.session.role === 'manager');

/** The rules refuse a pass with codes of HTTP's own list. */
function problemOf(rejection: { readonly code: string }): HttpProblem {
  if (!isProblem(rejection)) throw new Error(`a pass was refused as ${rejection.code}`);
  return rejection;
}
