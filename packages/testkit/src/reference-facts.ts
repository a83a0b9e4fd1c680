// What counts in a day, as a flat list, from a log out of which undone actions and superseded numbers have been struck first.
import type { HallEvent, TimedEvent } from '@hallcall/domain';

/** One thing that counts. `hour` is by the hall's clock; `items` are those it is for, none for the bank and for windows. */
export type Fact = { readonly what: string; readonly value: number; readonly queueId: string | null; readonly windowId: string | null; readonly hour: number; readonly items: readonly string[] };
type Any = TimedEvent & { readonly event: HallEvent & { readonly ticketId?: string; readonly stop?: number; readonly windowId?: string; readonly queueId?: string } };

export type ReferenceOptions = { readonly timeZone: string; readonly firstHour: number; readonly bookingToleranceMs: number; readonly until: number; readonly leftOpenAt: number | null };

const undoneBy: Readonly<Record<string, string>> = {
  call: 'ticket.called', resume: 'stop.resumed', start: 'stop.started', finish: 'stop.finished', miss: 'stop.missed', hold: 'stop.held', transfer: 'stop.transferred', addItem: 'stop.itemAdded',
};
const leaving = ['stop.finished', 'stop.missed', 'stop.held', 'stop.transferred', 'notice.issued', 'ticket.cancelled', 'ticket.abandoned', 'stop.dropped', 'stop.abandoned'];

/** Everything of these events that counts, in no order. */
export function referenceFacts(day: readonly TimedEvent[], options: ReferenceOptions): Fact[] {
  const straight = straightened(day);
  const log = withoutMistakes(withoutGhosts(withoutUndone(straight)));
  const endOf = windowEnds(straight, options.leftOpenAt);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: options.timeZone, hour: '2-digit', hourCycle: 'h23' });
  const hourOf = (at: number): number => Number(clock.format(at));
  return [...log.flatMap((timed) => ticketFacts(log, timed, { ...options, endOf }, hourOf)), ...dutyFacts(log, { ...options, endOf }, hourOf)];
}

type EndOf = (windowId: string | undefined) => number;

/** On a day that was left open nobody is believed to have sat at a window behind its hours and the last thing done there. */
function windowEnds(day: readonly Any[], leftOpenAt: number | null): EndOf {
  const byHand = day.filter(({ event }) => event.type !== 'slip.changed' && !(event.type === 'window.closed' && event.by === 'dayClosed') && !(event.type === 'window.helped' && event.by === 'over'));
  return (windowId) => leftOpenAt === null ? Infinity : Math.max(leftOpenAt, ...byHand.flatMap(({ at, event }) => (event.windowId === windowId ? [at] : [])));
}

/** One line of time: what stands before a step of the clock is told in the time after it. Slots of bookings are dates, and stay. */
function straightened(day: readonly TimedEvent[]): TimedEvent[] {
  let later = 0;
  const move = (key: string, value: unknown): unknown => (typeof value === 'number' && value > 1e12 && key !== 'from' && key !== 'to' ? value + later : value);
  return day.toReversed().map((timed) => {
    const moved = JSON.parse(JSON.stringify(timed, move)) as TimedEvent;
    if (timed.event.type === 'clock.stepped') later += timed.event.to - timed.event.from;
    return moved;
  }).toReversed();
}

function withoutUndone(day: readonly TimedEvent[]): Any[] {
  const kept: Any[] = [];
  const strike = (isIt: (event: Any['event']) => boolean): void => {
    const index = kept.findLastIndex(({ event }) => isIt(event));
    if (index >= 0) kept.splice(index, 1);
  };
  for (const timed of day) {
    const { event } = timed;
    if (event.type !== 'action.undone') kept.push(timed);
    else {
      const where = event.what === 'addItem' ? (event.without?.stop ?? null) : event.stop;
      strike((one) => one.type === undoneBy[event.what] && one.ticketId === event.ticketId && one.stop === where);
      for (const index of event.reverted) strike((one) => (one.type === 'stop.opened' || one.type === 'stop.dropped') && one.ticketId === event.ticketId && one.stop === index);
    }
  }
  return kept;
}

function withoutGhosts(log: readonly Any[]): Any[] {
  const ghosts = new Set(log.flatMap(({ event }) => (event.type === 'ticket.cancelled' && event.reason === 'superseded' ? [event.ticketId as string] : [])));
  return log.filter(({ event }) => event.ticketId === undefined || !ghosts.has(event.ticketId));
}

/** Before somebody had its number on paper, a mistaken entry was nobody's. */
function withoutMistakes(log: readonly Any[]): Any[] {
  const revivedAt = new Map(log.flatMap(({ event }, index) => (event.type === 'ticket.revived' ? [[event.ticketId as string, index] as const] : [])));
  return log.filter(({ event }, index) => event.ticketId === undefined || index >= (revivedAt.get(event.ticketId) ?? 0));
}

function ticketFacts(log: readonly Any[], { event: issue }: Any, options: ReferenceOptions & { readonly endOf: EndOf }, hourOf: (at: number) => number): Fact[] {
  if (issue.type !== 'ticket.issued' && issue.type !== 'ticket.revived') return [];
  const own = log.filter(({ event }) => event.ticketId === issue.ticketId || event.type === 'day.reopened');
  const plans: Plan[] = issue.stops.map((plan, index) =>
    ({ index, queueId: plan.queueId, from: plan.after.length === 0 ? issue.issuedAt : null, told: plan.estimateMs ?? null, items: idsOf(plan.items) }));
  const asked = [...new Set(plans.flatMap(({ items }) => items))];
  for (const { at, event } of own) {
    if (event.type === 'stop.added') plans.push({ index: event.stop, queueId: event.queueId, from: null, told: null, items: [event.itemId] });
    if (event.type === 'notice.issued') plans.push({ index: event.notice.bankStop, queueId: event.queueId, from: at, told: null, items: [] });
  }
  const stops = plans.map((plan) => stopFacts(own, plan, { ...options, issuedAt: issue.issuedAt }, hourOf));
  const here = { queueId: plans[0]?.queueId ?? null, windowId: null, hour: hourOf(issue.issuedAt), value: 1, items: asked };
  const { booked } = issue;
  const isKept = booked !== undefined && own.some(({ at, event }) => event.type === 'ticket.called' && at >= booked.from - options.bookingToleranceMs && at <= booked.to + options.bookingToleranceMs);
  const facts = [{ ...here, what: 'issued' }, ...(booked ? [{ ...here, what: 'booked' }] : []), ...(isKept ? [{ ...here, what: 'kept' }] : [])];
  return [...facts, ...(stops.flat().some(({ what }) => what === 'abandoned') ? [{ ...here, what: 'ticketAbandoned' }] : []), ...stops.flat()];
}

type Plan = { readonly index: number; readonly queueId: string; readonly from: number | null; readonly told: number | null; readonly items: readonly string[] };
const idsOf = (items: readonly { readonly itemId: string }[]): string[] => [...new Set(items.map(({ itemId }) => itemId))];

function stopFacts(own: readonly Any[], plan: Plan, { issuedAt, until, endOf }: ReferenceOptions & { readonly issuedAt: number; readonly endOf: EndOf }, hourOf: (at: number) => number): Fact[] {
  const life = own.filter(({ event }) => (event.type === 'notice.issued' ? event.notice.stop : (event.stop ?? plan.index)) === plan.index && event.type !== 'ticket.issued' && event.type !== 'ticket.revived');
  const facts: Fact[] = [];
  // One that the window added was there from the beginning, as far as figures go.
  const items = life.reduce((known, { event }) => (event.type === 'stop.itemAdded' ? idsOf(event.items) : known), plan.items);
  const add = (what: string, at: number, place: { queueId: string | null; windowId: string | null }, value = 1) => facts.push({ what, value, hour: hourOf(at), items, ...place });
  const last = (type: string) => life.findLastIndex(({ event }) => event.type === type);
  const queueAt = (before: number) => life.slice(0, before).findLast(({ event }) => event.type === 'stop.transferred')?.event.queueId ?? plan.queueId;
  const final = { queueId: queueAt(life.length), windowId: null };
  const from = plan.from ?? life.find(({ event }) => event.type === 'stop.opened')?.at ?? null;
  const done = life[last('stop.finished')];
  const isCancelled = last('ticket.cancelled') >= 0 || last('stop.dropped') >= 0;
  const isGivenUp = !done && !isCancelled && (last('stop.abandoned') >= 0 || last('ticket.abandoned') > last('day.reopened'));
  if (from !== null) add('arrived', from, final);
  if (from !== null && isGivenUp) add('abandoned', from, final);
  const calls = life.flatMap(({ event }, index) => (event.type === 'ticket.called' || event.type === 'stop.resumed' ? [index] : []));
  let served = 0;
  for (const [nth, index] of calls.entries()) {
    const { at, event } = life[index] as Any;
    const turn = life.slice(index + 1, calls[nth + 1] ?? life.length);
    const place = { queueId: event.type === 'ticket.called' ? event.queueId : queueAt(index), windowId: event.windowId ?? null };
    const left = turn.find((one) => leaving.includes(one.event.type));
    const recalls = turn.filter((one) => one.event.type === 'ticket.recalled').length;
    add('turn', at, place);
    if (event.type === 'ticket.called') add(`why ${event.why ?? 'order'}`, at, place);
    if (event.type === 'ticket.called') for (const _ of event.passed ?? []) add('overtaken', at, place);
    if (recalls > 0) add('recalled', at, place);
    if (recalls > 0) add('recalls', at, place, recalls);
    if (left?.event.type === 'stop.missed') add('missed', at, place);
    if (left?.event.type === 'stop.transferred') add('transfer', at, place);
    if (nth === 0 && from !== null) add('wait', at, place, Math.max(0, at - from));
    if (nth === 0 && from !== null && plan.told !== null) add('error', issuedAt, { queueId: place.queueId, windowId: null }, Math.max(0, at - from) - plan.told);
    const start = turn.find((one) => one.event.type === 'stop.started');
    if (!start) continue;
    for (const part of parts(start.at, Math.min(left?.at ?? until, endOf(event.windowId)))) add('servingMs', part.at, place, part.ms);
    if (event.windowId === done?.event.windowId && left) served += left.at - start.at;
  }
  const [first] = calls;
  const told = { queueId: first === undefined ? final.queueId : (life[first]?.event.queueId ?? plan.queueId), windowId: null };
  if (plan.told !== null) add('told', issuedAt, told);
  if (plan.told !== null && first === undefined && (isGivenUp || isCancelled || done)) add('neverCalled', issuedAt, told);
  if (done?.event.type !== 'stop.finished') return facts;
  const place = { queueId: final.queueId, windowId: done.event.windowId };
  add(`stops ${done.event.outcome}`, done.at, place);
  add(`pieces ${done.event.outcome}`, done.at, place, done.event.count);
  add(done.event.startInferred ? 'inferred' : 'service', done.at, place, done.event.startInferred ? 1 : served);
  return facts;
}

function dutyFacts(log: readonly Any[], { until, endOf }: ReferenceOptions & { readonly endOf: EndOf }, hourOf: (at: number) => number): Fact[] {
  const ends: Readonly<Record<string, readonly string[]>> = { 'window.opened': ['window.closed', 'window.opened'], 'window.paused': ['window.resumed', 'window.closed', 'window.opened'] };
  return log.flatMap(({ at, event }, index) => {
    const over = ends[event.type];
    if (!over) return [];
    const end = log.slice(index + 1).find((one) => over.includes(one.event.type) && one.event.windowId === event.windowId)?.at ?? until;
    const what = event.type === 'window.opened' ? 'openMs' : 'pausedMs';
    const spans = parts(at, Math.min(end, endOf(event.windowId))).map((part) => ({ what, value: part.ms, queueId: null, windowId: event.windowId ?? null, hour: hourOf(part.at), items: [] }));
    return spans;
  });
}

/** Cut where a quarter of an hour begins: every hour of every time zone begins there too. No service day is longer than two days. */
function parts(from: number, end: number): { at: number; ms: number }[] {
  const to = Math.min(end, from + 48 * 3_600_000);
  const cuts = [from, to];
  for (let cut = Math.ceil(from / 900_000) * 900_000; cut < to; cut += 900_000) cuts.push(cut);
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((cut, index) => ({ at: cuts[index] ?? cut, ms: cut - (cuts[index] ?? cut) })).filter(({ ms }) => ms > 0 && from < to);
}
