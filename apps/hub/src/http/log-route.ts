// The log of a day, narrowed to what somebody looks for. The newest events of all stand in a view.
import { LogQuery } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from './context.ts';
import { parse, sendProblem } from './problem.ts';
import { isPermitted } from './report-routes.ts';

/** `GET /log`, for managers. */
export function addLogRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/log', async (request, reply) => {
    if (!isPermitted(deps, request, reply, ['manager'])) return reply;
    const query = parse(LogQuery, request.query);
    if (!query.ok) return sendProblem(reply, query.problem);
    const { day = null, number = null, window = null, kind = null, before = null } = query.value;
    const answer = await deps.reports.ask({ kind: 'log', wish: { day, number, windowId: window, kind, before } });
    return answer ? reply.send(answer) : sendProblem(reply, { code: 'day.unknown' });
  });
}
