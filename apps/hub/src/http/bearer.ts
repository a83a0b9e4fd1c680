// Who asks, by `Authorization: Bearer`. A handler that needs a manager starts with `requireManager`.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identify, type Identity } from '../registry/session.ts';
import type { HttpDeps } from './context.ts';
import { sendProblem } from './problem.ts';

export function bearer(request: FastifyRequest): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ', 2);
  return scheme === 'Bearer' && token ? token : null;
}

export function identityOf({ tables, now }: Pick<HttpDeps, 'tables' | 'now'>, request: FastifyRequest): Identity | null {
  const token = bearer(request);
  return token === null ? null : identify(tables, token, now());
}

/** True when a manager's own session asks; otherwise the refusal has been sent. */
export function requireManager(deps: HttpDeps, request: FastifyRequest, reply: FastifyReply): boolean {
  const identity = identityOf(deps, request);
  const isManager = identity?.kind === 'clerk' && identity.session.role === 'manager' && identity.session.windowId === null;
  if (!isManager) void sendProblem(reply, { code: identity ? 'session.notPermitted' : 'session.required' });
  return isManager;
}

/** O16: true for whoever may know, of those who wait, who is preferred, has needs or has booked. Staff at a window may not where the hall hides it. */
export const maySeeClass = ({ engine }: Pick<HttpDeps, 'engine'>, identity: Identity): boolean =>
  identity.kind === 'clerk' && (identity.session.role === 'manager' || !engine.config().hall.policy.hidesClassBeforeCall);
