// Bookings at the desk, and for a kiosk's reader of cards. An identity number comes in with an order and goes no further than into tags.
import { bookableDates, freeSlotsOn, fullAt, readIdNumber, serviceDateAt, ServiceDate, type QueueId } from '@hallcall/domain';
import { BookingOrder, FindBookings, type BookingMade, type BookingsReply, type FoundBookings, type HttpProblem, type PeriodKeysReply } from '@hallcall/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actorOf, type Identity } from '../registry/session.ts';
import { identityOf, maySeeClass } from './bearer.ts';
import type { HttpDeps } from './context.ts';
import { isProblem, parse, sendProblem } from './problem.ts';
import { perMinute } from './rate.ts';

/** `GET` and `POST /bookings`, `GET /bookings/keys`, `POST /bookings/find`. */
export function addBookingRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.get<{ Querystring: { date?: unknown } }>('/bookings', async (request, reply) => {
    const identity = identityFor('clerk', deps, request, reply);
    if (!identity) return reply;
    const { engine, now } = deps;
    if (!engine.isReadable()) return sendProblem(reply, { code: 'storage.unavailable' });
    const date = request.query.date === undefined ? { ok: true as const, value: serviceDateAt(engine.config().hall, now()) } : parse(ServiceDate, request.query.date);
    if (!date.ok) return sendProblem(reply, date.problem);
    const listed = bookingsOn(deps, date.value);
    // Who has booked comes before others: a number would tell before its call.
    const bookings = maySeeClass(deps, identity) ? listed.bookings : listed.bookings.map((entry) => ({ ...entry, number: null }));
    return reply.send({ ...listed, bookings } satisfies BookingsReply);
  });

  app.post('/bookings', perMinute(deps, 60), async (request, reply) => {
    const identity = identityFor('clerk', deps, request, reply);
    if (!identity) return reply;
    const body = parse(BookingOrder, request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const result = await book(deps, identity, body.value);
    return isProblem(result) ? sendProblem(reply, result) : reply.send(result);
  });

  app.get('/bookings/keys', async (request, reply) => {
    if (!identityFor('agent', deps, request, reply)) return reply;
    return reply.send({ keys: deps.bookings.keysOfToday() } satisfies PeriodKeysReply);
  });

  app.post('/bookings/find', perMinute(deps, 60), async (request, reply) => {
    if (!identityFor('agent', deps, request, reply)) return reply;
    const body = parse(FindBookings, request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const tags = body.value.tags.map(({ keyId, tag }) => ({ keyId, tag: Buffer.from(tag, 'hex') }));
    return reply.send({ bookings: deps.bookings.find(tags) } satisfies FoundBookings);
  });
}

/** Somebody's own session or one at a desk, or an agent; null: the refusal has been sent. */
function identityFor(who: 'clerk' | 'agent', deps: HttpDeps, request: FastifyRequest, reply: FastifyReply): Identity | null {
  const identity = identityOf(deps, request);
  const isOne = who === 'clerk' ? identity?.kind === 'clerk' : identity?.kind === 'device' && identity.device.boardId === null;
  if (identity && isOne) return identity;
  void sendProblem(reply, { code: identity ? 'session.notPermitted' : 'session.required' });
  return null;
}

function bookingsOn({ engine, bookings, now }: HttpDeps, date: ServiceDate): BookingsReply {
  const moment = { config: engine.config().hall, now: now() };
  // The keys of a record forget their brand.
  const queueIds = Object.keys(moment.config.bookings?.perSlot ?? {}) as QueueId[];
  const dates = bookableDates(moment);
  const isOpen = dates.includes(date);
  const queues = queueIds.map((queueId) => ({ queueId, slots: isOpen ? freeSlotsOn(engine.state(), { queueId, date }, moment) : [] }));
  const moments = [...new Set(queues.flatMap(({ slots }) => slots.map(({ from }) => from)))];
  return { date, dates, bookings: bookings.ofDate(date), queues, full: fullAt(engine.state(), moment.config, { date, now: moment.now, moments }) };
}

async function book({ bookings }: HttpDeps, identity: Identity, { number: typed, replaces, ...order }: BookingOrder): Promise<BookingMade | HttpProblem> {
  const number = typed === null ? null : readIdNumber(typed);
  if (typed !== null && number === null) return { code: 'booking.numberWrong' };
  const applied = await bookings.book(actorOf(identity, null), { ...order, number, ...(replaces === null ? {} : { replaces }) });
  if (applied.kind === 'rejection' && isProblem(applied.rejection)) return applied.rejection;
  const code = bookings.codeOf(order.bookingId);
  // A refusal that HTTP has no code for, or a bug of the rules: the error handler tells.
  if (applied.kind !== 'events' || code === null) throw new Error(`a booking was answered ${applied.kind}`);
  return { bookingId: order.bookingId, code };
}
