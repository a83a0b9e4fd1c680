// Devices and clerks: asked for by anybody, confirmed and changed by managers.
import { ClerkId } from '@hallcall/domain';
import { ClerkChange, PairingClaim, PairingConfirm, PairingRequest } from '@hallcall/protocol';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { changeClerk, listRegistry } from '../registry/clerk.ts';
import { claimPairing, confirmPairing, requestPairing, revokeDevice } from '../registry/pairing.ts';
import { requireManager } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { isProblem, parse, sendProblem } from './problem.ts';
import { perMinute } from './rate.ts';
import type { HttpProblem } from '@hallcall/protocol';

export function addRegistryRoutes(app: FastifyInstance, deps: HttpDeps): void {
  addPairingRoutes(app, deps);
  const done = (reply: FastifyReply, problem: HttpProblem | null): FastifyReply => {
    if (problem) return sendProblem(reply, problem);
    deps.recheck();
    deps.touch();
    return reply.code(204).send();
  };

  app.get('/registry', async (request, reply) => {
    if (!requireManager(deps, request, reply)) return reply;
    return reply.send(listRegistry(deps.tables, deps.now()));
  });
  app.put<{ Params: { clerkId: string } }>('/clerks/:clerkId', async (request, reply) => {
    if (!requireManager(deps, request, reply)) return reply;
    const clerkId = parse(ClerkId, request.params.clerkId);
    if (!clerkId.ok) return sendProblem(reply, clerkId.problem);
    const body = parse(ClerkChange, request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    return done(reply, await changeClerk(deps, clerkId.value, body.value));
  });
  app.post('/pairing/confirm', perMinute(deps, 30), async (request, reply) => {
    if (!requireManager(deps, request, reply)) return reply;
    const body = parse(PairingConfirm, request.body);
    return body.ok ? done(reply, await confirmPairing(deps, body.value)) : sendProblem(reply, body.problem);
  });
  app.delete<{ Params: { deviceId: string } }>('/devices/:deviceId', async (request, reply) => {
    if (!requireManager(deps, request, reply)) return reply;
    return done(reply, await revokeDevice(deps, request.params.deviceId));
  });
}

/** The device's half: no session yet. */
function addPairingRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.post('/pairing', perMinute(deps, 20), async (request, reply) => {
    const body = parse(PairingRequest, request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const result = await requestPairing(deps, body.value);
    return isProblem(result) ? sendProblem(reply, result) : reply.code(201).send(result);
  });
  app.post('/pairing/claim', perMinute(deps, 120), async (request, reply) => {
    const body = parse(PairingClaim, request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const result = await claimPairing(deps, body.value);
    if (result === 'waiting') return reply.code(202).send({});
    return isProblem(result) ? sendProblem(reply, result) : reply.send(result);
  });
}
