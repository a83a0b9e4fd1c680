// Lists and figures of whole days. They have no bound, which is why they are no views.
import { ServiceDate } from '@hallcall/domain';
import type { HttpProblem, PaymentsReport } from '@hallcall/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../registry/session.ts';
import { identityOf } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { parse, sendProblem } from './problem.ts';

type Query = { Querystring: { day?: unknown } };

/** `GET /days`, `GET /statistics`, `GET /months` and `GET /payments`. */
export function addReportRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/days', async (request, reply) => {
    if (!isPermitted(deps, request, reply, ['manager', 'bank'])) return reply;
    return reply.send(await deps.reports.ask({ kind: 'days' }));
  });

  app.get<Query>('/statistics', async (request, reply) => {
    if (!isPermitted(deps, request, reply, ['manager'])) return reply;
    const wanted = dayOf(request.query.day);
    if ('code' in wanted) return sendProblem(reply, wanted);
    const answer = await deps.reports.ask({ kind: 'statistics', day: wanted.day, now: deps.now() });
    return answer ? reply.send(answer) : sendProblem(reply, { code: 'day.unknown' });
  });

  app.get<{ Querystring: { month?: unknown } }>('/months', async (request, reply) => {
    if (!isPermitted(deps, request, reply, ['manager'])) return reply;
    const { month } = request.query;
    if (month !== undefined && (typeof month !== 'string' || !/^\d{4}-\d{2}$/.test(month))) return sendProblem(reply, { code: 'request.malformed', path: 'month', problem: 'a month as YYYY-MM' });
    return reply.send(await deps.reports.ask({ kind: 'months', month: month ?? null }));
  });

  app.get<Query>('/payments', async (request, reply) => {
    if (!isPermitted(deps, request, reply, ['manager', 'bank'])) return reply;
    const wanted = dayOf(request.query.day);
    if ('code' in wanted) return sendProblem(reply, wanted);
    if (!deps.engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    const { day } = deps.engine.state();
    if (wanted.day === null || wanted.day === day?.date) return reply.send(currentPayments(deps));
    const answer = await deps.reports.ask({ kind: 'payments', day: wanted.day });
    return answer ? reply.send(answer) : sendProblem(reply, { code: 'day.unknown' });
  });
}

/** What the fold holds: every notice of the day and every open one. */
function currentPayments({ engine }: HttpDeps): PaymentsReport {
  const { day, noticeById } = engine.state();
  return { day: day?.date ?? null, sums: null, notices: [...noticeById.values()].toReversed().map((notice) => ({ ...notice, config: notice.config ?? null, endedAt: null })) };
}

/**
 * Their own session or one at a desk: money and figures are looked up where somebody stands. The registry asks for more, a manager's own
 * session, because it changes who may do what. False: the refusal has been sent.
 */
export function isPermitted(deps: HttpDeps, request: FastifyRequest, reply: FastifyReply, roles: readonly Role[]): boolean {
  const identity = identityOf(deps, request);
  const isOne = identity?.kind === 'clerk' && roles.includes(identity.session.role);
  if (!isOne) void sendProblem(reply, { code: identity ? 'session.notPermitted' : 'session.required' });
  return isOne;
}

type Role = Extract<Identity, { kind: 'clerk' }>['session']['role'];

function dayOf(text: unknown): { readonly day: string | null } | HttpProblem {
  if (text === undefined) return { day: null };
  const parsed = parse(ServiceDate, text);
  return parsed.ok ? { day: parsed.value } : { code: 'request.malformed', path: 'day', problem: 'a date as YYYY-MM-DD' };
}
