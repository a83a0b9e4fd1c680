// The two addresses of the maintenance exit: the page asks with the PIN, Electron's main process asks whether the token is good.
import type { FastifyInstance } from 'fastify';
import type { MaintenanceProblem } from '@hallcall/protocol';
import { z } from 'zod';
import type { Maintenance } from '../maintenance/maintenance.ts';
import { malformed, problem } from './problem.ts';

const Pin = z.strictObject({ pin: z.string().regex(/^\d{1,12}$/) });
const Token = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });
const statusOf: Readonly<Record<MaintenanceProblem['code'], number>> = {
  'maintenance.notSet': 409, 'maintenance.wrongPin': 403, 'maintenance.locked': 429, 'maintenance.tokenUnknown': 403,
};

export function addMaintenance(app: FastifyInstance, maintenance: Maintenance): void {
  app.post('/page/maintenance', async (request, reply) => {
    const body = Pin.safeParse(request.body);
    if (!body.success) return malformed(reply, body.error);
    const answer = await maintenance.tryPin(body.data.pin);
    return 'token' in answer ? reply.send(answer) : problem(reply, statusOf[answer.code], answer);
  });
  app.post('/page/maintenance/confirm', (request, reply) => {
    const body = Token.safeParse(request.body);
    if (!body.success) return malformed(reply, body.error);
    return maintenance.confirm(body.data.token) ? reply.send({}) : problem(reply, statusOf['maintenance.tokenUnknown'], { code: 'maintenance.tokenUnknown' });
  });
}
