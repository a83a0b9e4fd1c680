import type { PageProblem } from '@hallcall/protocol';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';

/** Any other answer than 200 carries one of the known problems. */
export function problem(reply: FastifyReply, status: number, body: PageProblem): FastifyReply {
  return reply.code(status).send(body);
}

/** Names the first thing that is wrong with a body. */
export function malformed(reply: FastifyReply, error: z.ZodError): FastifyReply {
  const issue = error.issues[0];
  return problem(reply, 400, { code: 'request.malformed', path: issue?.path.join('.') ?? '', problem: issue?.message ?? '' });
}
