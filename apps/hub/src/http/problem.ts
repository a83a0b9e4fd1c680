// How a coded problem leaves over HTTP: its status, and the code with its facts as the body.
import type { FastifyReply } from 'fastify';
import type { HttpProblem } from '@hallcall/protocol';
import type { z } from 'zod';

const statusByCode: Readonly<Record<HttpProblem['code'], number>> = {
  'request.malformed': 400, 'request.tooMany': 429,
  'session.wrong': 401, 'session.required': 401, 'session.locked': 429, 'session.notPermitted': 403,
  'pairing.wrongCode': 404, 'pairing.expired': 410, 'pairing.noSlot': 409,
  'board.unknown': 404, 'device.exists': 409, 'device.unknown': 404, 'clerk.last': 409,
  'setup.done': 409, 'setup.wrongCode': 403, 'config.unknown': 404, 'day.unknown': 404, 'ticket.unknown': 404, 'ticket.notWaiting': 409,
  'pass.unknown': 404, 'pass.used': 409, 'pass.expired': 410, 'pass.voided': 410,
  'item.unknown': 404, 'day.closed': 409, 'quota.full': 409, 'booking.none': 409, 'booking.notBookable': 409, 'booking.severalQueues': 409, 'booking.past': 409, 'booking.tooFar': 409, 'booking.noSlot': 409,
  'booking.slotFull': 409, 'booking.sameTime': 409, 'booking.blocked': 409, 'booking.unknown': 404, 'booking.notOpen': 409, 'booking.cancelled': 410, 'booking.used': 409,
  'booking.otherDay': 409, 'booking.tooEarly': 409, 'booking.tooLate': 410, 'booking.otherItems': 409, 'booking.numberWrong': 400,
  'origin.foreign': 403, 'storage.unavailable': 503,
};

/** Sends the problem, with `Retry-After` where waiting helps. */
export function sendProblem(reply: FastifyReply, problem: HttpProblem): FastifyReply {
  if ('waitMs' in problem) void reply.header('retry-after', Math.ceil(problem.waitMs / 1000));
  return reply.code(statusByCode[problem.code]).send(problem);
}

/** True for a coded problem among other results. */
export const isProblem = (value: unknown): value is HttpProblem =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' && value.code in statusByCode;

type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: HttpProblem };

/** A body checked against its schema, or what is wrong with it and where. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): Parsed<z.infer<S>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  return { ok: false, problem: { code: 'request.malformed', path: issue?.path.map(String).join('.') ?? '', problem: issue?.message ?? 'malformed' } };
}
