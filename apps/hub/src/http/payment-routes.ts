// The list behind the reconciliation page. It has no bound, which is why it is no view.
import type { PaymentsReport } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import { identityOf } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { sendProblem } from './problem.ts';

export function addPaymentRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/payments', async (request, reply) => {
    const identity = identityOf(deps, request);
    if (identity === null) return sendProblem(reply, { code: 'session.required' });
    const role = identity.kind === 'clerk' ? identity.session.role : null;
    if (role !== 'manager' && role !== 'bank') return sendProblem(reply, { code: 'session.notPermitted' });
    if (!deps.engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    const { day, noticeById } = deps.engine.state();
    const report: PaymentsReport = { day: day?.date ?? null, notices: [...noticeById.values()].toReversed() };
    return reply.header('cache-control', 'no-store').send(report);
  });
}
