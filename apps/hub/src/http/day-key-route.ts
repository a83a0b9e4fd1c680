// The key of the open day, for the agents that read ID cards: asked for each card, kept by them no longer than that.
import type { DayKeyReply } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import { identityOf } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { sendProblem } from './problem.ts';

/** `GET /day-key`; `day.unknown` while no day is open. */
export function addDayKeyRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/day-key', async (request, reply) => {
    const identity = identityOf(deps, request);
    if (identity === null) return sendProblem(reply, { code: 'session.required' });
    if (identity.kind !== 'device' || identity.device.boardId !== null) return sendProblem(reply, { code: 'session.notPermitted' });
    const key = deps.dayKey();
    return key === null ? sendProblem(reply, { code: 'day.unknown' }) : reply.send({ key: key.toString('base64') } satisfies DayKeyReply);
  });
}
