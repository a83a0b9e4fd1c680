// The list behind the reconciliation page. It has no bound, which is why it is no view.
import type { PaymentsReport } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import type { Identity } from '../registry/session.ts';
import { identityOf } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { sendProblem } from './problem.ts';

/** `GET /payments`: every notice of the day and every open one. */
export function addPaymentRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/payments', async (request, reply) => {
    const identity = identityOf(deps, request);
    if (identity === null) return sendProblem(reply, { code: 'session.required' });
    if (!mayRead(identity)) return sendProblem(reply, { code: 'session.notPermitted' });
    if (!deps.engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    const { day, noticeById } = deps.engine.state();
    const report: PaymentsReport = { day: day?.date ?? null, notices: [...noticeById.values()].toReversed() };
    return reply.header('cache-control', 'no-store').send(report);
  });
}

/**
 * Managers and clerks of the bank, in their own session or at a desk: money is looked up where the visitor stands. The
 * registry asks for more, a manager's own session, because it changes who may do what.
 */
const mayRead = (identity: Identity): boolean => identity.kind === 'clerk' && (identity.session.role === 'manager' || identity.session.role === 'bank');
