// What the code of a return pass or a booking is good for, asked by a kiosk before it takes the number; at the guide desk that of a pass. Whoever could ask
// freely could guess.
import { findBooking, findPass, type FoundBooking } from '@hallcall/domain';
import type { BookedReply, HttpProblem, ReturnPassReply } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import type { Identity } from '../registry/session.ts';
import { identityOf } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { isProblem, sendProblem } from './problem.ts';

/** `GET /pass/<eight digits>`. */
export function addPassRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.get<{ Params: { code: string } }>('/pass/:code', async (request, reply) => {
    const identity = identityOf(deps, request);
    if (identity === null) return sendProblem(reply, { code: 'session.required' });
    if (!mayLook(identity)) return sendProblem(reply, { code: 'session.notPermitted' });
    const { engine, now } = deps;
    if (!engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    const surroundings = { past: engine.core.tickets, config: engine.config().hall, now: now() };
    const booked = findBooking(engine.state(), request.params.code, surroundings);
    if (booked) return booked.kind === 'rejection' ? sendProblem(reply, problemOf(booked.rejection)) : reply.send(bookedReply(booked.booking));
    const found = findPass(engine.state(), request.params.code, surroundings);
    if (found.kind === 'rejection') return sendProblem(reply, problemOf(found.rejection));
    const { items, windowId, date, materials, other, note, validUntil } = found.pass;
    return reply.send({ items, windowId, date, materials, other, note, validUntil } satisfies ReturnPassReply);
  });
}

/** A kiosk, or a manager at the guide desk. */
const mayLook = (identity: Identity): boolean => (identity.kind === 'device' ? identity.device.boardId === null : identity.session.role === 'manager');

const bookedReply = ({ items, date, from, to, queueId }: Extract<FoundBooking, { kind: 'booking' }>['booking']): BookedReply => ({ items, booking: { date, from, to, queueId } });

/** The rules refuse a code with codes of HTTP's own list. */
function problemOf(rejection: { readonly code: string }): HttpProblem {
  if (!isProblem(rejection)) throw new Error(`a code was refused as ${rejection.code}`);
  return rejection;
}
