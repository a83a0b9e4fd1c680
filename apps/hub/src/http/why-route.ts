// "Why not me?": the one question about a single ticket. A view for each waiting ticket would be sent for nobody.
import { whyNotMe, type TicketId } from '@hallcall/domain';
import type { FastifyInstance } from 'fastify';
import { identityOf, maySeeClass } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { sendProblem } from './problem.ts';

/** `GET /why/A12`, for managers, and for clerks where the hall does not hide classes, which the answer gives away: every call made before that number, and its rule. */
export function addWhyRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.get<{ Params: { number: string } }>('/why/:number', async (request, reply) => {
    const identity = identityOf(deps, request);
    if (identity?.kind !== 'clerk') return sendProblem(reply, { code: identity ? 'session.notPermitted' : 'session.required' });
    if (!deps.engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    if (!maySeeClass(deps, identity)) return sendProblem(reply, { code: 'session.notPermitted' });
    const state = deps.engine.state();
    const ticketId: TicketId | undefined = state.ticketIdByNumber.get(request.params.number);
    if (ticketId === undefined) return sendProblem(reply, { code: 'ticket.unknown' });
    const why = whyNotMe(state, ticketId, { now: deps.now(), config: deps.engine.config().hall });
    return why ? reply.send(why) : sendProblem(reply, { code: 'ticket.notWaiting' });
  });
}
