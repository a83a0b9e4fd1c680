// The order of the queues once more: slow, scanning every ticket and the whole log, and sharing nothing with the rules it checks.
// It keeps its own account of rows, bounds and overtaking, from the events alone.
import type { HallConfig, HallEvent, QueueId, TicketId, WindowId } from '@hallcall/domain';
import type { Scenario } from './scenario.ts';

/** What the reference looks at: the hall before each command, its configuration and time, and what has happened so far. */
export type ReferenceHall = Pick<Scenario, 'state' | 'config' | 'now' | 'log'>;

/** A waiting stop with all that matters for the order. */
type Waiting = {
  readonly ticketId: TicketId; readonly stop: number; readonly queueId: QueueId; readonly at: number; readonly tie: number;
  /** Who shares place and number with another, of another prefix or restored, stands as issued, then as the journey goes. */
  readonly issued: number; readonly isPreferred: boolean; readonly isUrgent: boolean; readonly isReady: boolean; readonly needs: readonly string[];
  readonly onlyAt: WindowId | null;
};

/** Who is next, by which rule, and whom the call overtakes (sorted). */
export type ReferenceNext = { readonly ticketId: TicketId; readonly stop: number; readonly why: string; readonly passed: readonly TicketId[] };

export type ReferenceOrder = {
  /** Who `windowId` would call now; tickets of `taken` are being called elsewhere. */
  whoIsNext(windowId: WindowId, taken?: readonly TicketId[]): ReferenceNext | null;
  /** Takes in what a command brings, seen from the hall as it is before these events. */
  observe(events: readonly HallEvent[]): void;
  /** `ticketId/stop` → how often overtaken, and how often at most. */
  readonly overtaken: ReadonlyMap<string, number>;
  readonly bound: ReadonlyMap<string, number>;
  /** `ticketId/stop` of a queue in its order when that visitor has come back, seen from the hall as it is before. */
  queueAfter(event: Extract<HallEvent, { type: 'stop.restored' }>): readonly string[];
  /** How often an answer was another one because of the row, or of somebody's bound. */
  readonly heldBack: { row: number; bound: number };
};

/** What a kiosk gives by itself begins here, and its paper promises nothing. */
const firstOfBands = 5_000;

type Promised = { readonly bound: number | undefined; readonly overtaken: number | undefined };

const key = ({ ticketId, stop }: Pick<Waiting, 'ticketId' | 'stop'>): string => `${ticketId}/${stop}`;
type Standing = Pick<Waiting, 'at' | 'tie' | 'issued' | 'stop'>;
const isEarlier = (a: Standing, b: Standing): boolean => {
  if (a.at !== b.at) return a.at < b.at;
  if (a.tie !== b.tie) return a.tie < b.tie;
  return a.issued === b.issued ? a.stop < b.stop : a.issued < b.issued;
};
const earliest = (waiting: readonly Waiting[]): Waiting | null =>
  waiting.reduce<Waiting | null>((best, one) => (best === null || isEarlier(one, best) ? one : best), null);

const passedBy = (one: Waiting, all: readonly Waiting[]): Waiting[] =>
  one.isPreferred ? all.filter((other) => other.queueId === one.queueId && !other.isPreferred && isEarlier(other, one)) : [];

export function createReferenceOrder(hall: ReferenceHall): ReferenceOrder {
  const overtaken = new Map<string, number>();
  const bound = new Map<string, number>();
  const row = new Map<QueueId, number>();
  const urgent = new Set<TicketId>();
  /** First calls by queue: what each changed, so that it can be taken back. */
  const made = new Map<QueueId, { readonly callId: string; readonly rowBefore: number; readonly counted: readonly string[] }[]>();
  /** Where a transferred stop stood before: its promise there. */
  const left = new Map<string, Promised & { readonly queueId: QueueId }>();
  /** What a stop had been promised before it opened or was dropped. */
  const closed = new Map<string, Promised>();
  const heldBack = { row: 0, bound: 0 };

  const everybody = (): Waiting[] =>
    [...hall.state.ticketById.values()].flatMap((ticket) =>
      ticket.stops.filter((stop) => stop.life.status === 'waiting').map((stop): Waiting => ({
        ticketId: ticket.ticketId, stop: stop.index, queueId: stop.queueId, at: stop.place.at, tie: stop.place.tie, issued: issuedAs(hall, ticket.ticketId), needs: ticket.needs, onlyAt: stop.onlyAt,
        isPreferred: isPreferredNow(hall, ticket.ticketId), isUrgent: urgent.has(ticket.ticketId),
        isReady: ticket.activeAt === null && ['printed', 'sent', 'shown', 'unknown', 'none'].includes(ticket.paper),
      })),
    );

  const callable = (windowId: WindowId, taken: readonly TicketId[]): Waiting[] =>
    everybody().filter((one) => one.isReady && !taken.includes(one.ticketId) && (one.onlyAt === windowId || suits(hall, windowId, one)) && isMeant(hall, windowId, one));

  const inQueue = (all: readonly Waiting[], first: Waiting, queueId: QueueId): { readonly one: Waiting; readonly passed: Waiting[] } => {
    const one = earliest(all.filter((other) => other.queueId === queueId && other.isPreferred));
    const passed = one ? passedBy(one, all) : [];
    const isWithinRow = (row.get(queueId) ?? 0) < hall.config.policy.preferredInRow;
    const isWithinBounds = passed.every((other) => (overtaken.get(key(other)) ?? 0) + 1 <= (bound.get(key(other)) ?? Infinity));
    if (passed.length > 0 && !isWithinRow) heldBack.row += 1;
    if (passed.length > 0 && isWithinRow && !isWithinBounds) heldBack.bound += 1;
    return one && passed.length > 0 && isWithinRow && isWithinBounds ? { one, passed } : { one: first, passed: [] };
  };

  return {
    overtaken,
    bound,
    heldBack,
    queueAfter: ({ ticketId, stop: index, isFree }) => {
      const stop = hall.state.ticketById.get(ticketId)?.stops[index];
      if (!stop) return [];
      const own = { ticketId, stop: index, at: stop.place.at, tie: stop.place.tie, issued: issuedAs(hall, ticketId) };
      const all = everybody().filter((one) => one.queueId === stop.queueId).toSorted((a, b) => (isEarlier(a, b) ? -1 : 1));
      const { missedMode, restoreBehind } = hall.config.policy;
      // A failed paper that nobody claimed is nobody.
      const people = all.filter((one) => hall.state.ticketById.get(one.ticketId)?.paper !== 'failed');
      const alike = people.filter((one) => one.isPreferred === isPreferredNow(hall, ticketId)).slice(0, restoreBehind);
      // Two series may give one number at one moment: whoever shares the place of the K-th is not parted from them.
      const last = all.findLast((one) => one.at === alike.at(-1)?.at && one.tie === alike.at(-1)?.tie);
      const paid = missedMode === 'tail' ? all.length : all.findIndex((one) => one === last) + 1;
      const old = all.filter((one) => isEarlier(one, own)).length;
      const place = isFree ? old : Math.max(old, paid);
      return [...all.slice(0, place), own, ...all.slice(place)].map(key);
    },
    whoIsNext: (windowId, taken = []) => {
      const served = servedNow(hall, windowId);
      const all = callable(windowId, taken).filter((one) => served.some(({ queue }) => queue === one.queueId));
      const byUrgency = [...urgent].flatMap((ticketId) => all.filter((one) => one.ticketId === ticketId));
      const [first] = byUrgency.toSorted((a, b) => a.at - b.at || a.tie - b.tie);
      if (first) return { ticketId: first.ticketId, stop: first.stop, why: 'urgent', passed: [] };
      const best = bestQueue(hall, windowId, (queueId) => earliest(all.filter((one) => one.queueId === queueId)));
      if (!best) return null;
      const { one, passed } = inQueue(all, best.first, best.queueId);
      const why = passed.length > 0 ? 'preferred' : best.isLifted ? 'aged' : 'order';
      return { ticketId: one.ticketId, stop: one.stop, why, passed: [...new Set(passed.map((other) => other.ticketId))].toSorted() };
    },
    observe: (events) => {
      const taken: TicketId[] = [];
      for (const event of events) {
        if (event.type === 'day.opened') for (const kept of [overtaken, bound, row, urgent, made, left, closed]) kept.clear();
        if (event.type === 'ticket.madeUrgent') urgent.add(event.ticketId);
        if (event.type === 'ticket.revived') forget(event.ticketId);
        if ((event.type === 'ticket.issued' || event.type === 'ticket.revived') && event.lateDay === undefined && (event.personClass ?? 'ordinary') === 'ordinary' && event.pass === undefined) {
          event.stops.forEach((stop, index) => {
            const standing = { ticketId: event.ticketId, stop: index, queueId: stop.queueId, at: event.placeAt, tie: event.number.n, issued: Infinity };
            if (stop.after.length === 0) promise(standing, event.supersedes);
            // Told after a restore: the promise is on the paper already, and is kept.
            if (isToldAgain(event) && stop.bound !== undefined) bound.set(key(standing), stop.bound);
          });
        }
        if (event.type === 'stop.opened' || event.type === 'stop.dropped') closed.set(key(event), promiseOf(key(event)));
        if (event.type === 'stop.opened') opened(event);
        if (event.type === 'notice.issued') billed(event);
        if (event.type === 'stop.transferred') transferred(event);
        if (event.type === 'action.undone') undone(event);
        if (event.type !== 'ticket.called') continue;
        const rowBefore = row.get(event.queueId) ?? 0;
        const counted = event.chosen === undefined ? called(event, taken) : [];
        made.set(event.queueId, [...(made.get(event.queueId) ?? []), { callId: event.callId, rowBefore, counted }]);
        taken.push(event.ticketId);
      }
    },
  };

  /** What the mistaken entry was promised is nobody's. */
  function forget(ticketId: TicketId): void {
    urgent.delete(ticketId);
    for (const account of [bound, overtaken]) for (const one of account.keys()) if (one.startsWith(`${ticketId}/`)) account.delete(one);
  }

  /** The hub's own number, which it has forgotten: not given now. */
  function isToldAgain({ issuedAt, number, desk }: Extract<HallEvent, { type: 'ticket.issued' | 'ticket.revived' }>): boolean {
    return number.n < firstOfBands && issuedAt !== hall.now && desk?.isEntered === undefined;
  }

  function promiseOf(one: string): Promised {
    return { bound: bound.get(one), overtaken: overtaken.get(one) };
  }

  function giveBack(one: string, before: Promised): void {
    for (const [account, value] of [[bound, before.bound], [overtaken, before.overtaken]] as const) {
      if (value === undefined) account.delete(one);
      else account.set(one, value);
    }
  }

  function promise(one: Standing & Pick<Waiting, 'ticketId' | 'queueId'>, leaving: TicketId | null): void {
    const ahead = everybody().filter((other) => other.queueId === one.queueId && !other.isPreferred && other.ticketId !== leaving && isEarlier(other, one));
    overtaken.delete(key(one));
    bound.set(key(one), hall.config.policy.preferredInRow * (ahead.length + 1));
  }

  function opened(event: Extract<HallEvent, { type: 'stop.opened' }>): void {
    // Back from the bank: it has stood here, and the promise goes on.
    if (bound.has(key(event))) return;
    const ticket = hall.state.ticketById.get(event.ticketId);
    const stop = ticket?.stops[event.stop];
    if (!ticket || !stop || ticket.personClass !== 'ordinary' || ticket.pass) return;
    promise({ ticketId: event.ticketId, stop: event.stop, queueId: stop.queueId, at: event.placeAt, tie: ticket.number.n, issued: issuedAs(hall, event.ticketId) }, null);
  }

  /** The stop at the bank: it stands there from now on. */
  function billed({ ticketId, queueId, notice }: Extract<HallEvent, { type: 'notice.issued' }>): void {
    const ticket = hall.state.ticketById.get(ticketId);
    if (ticket?.personClass !== 'ordinary' || ticket.pass) return;
    promise({ ticketId, stop: notice.bankStop, queueId, at: notice.issuedAt, tie: notice.ticket.n, issued: issuedAs(hall, ticketId) }, null);
  }

  function called(event: Extract<HallEvent, { type: 'ticket.called' }>, taken: readonly TicketId[]): readonly string[] {
    const all = callable(event.windowId, taken);
    const one = all.find((other) => other.ticketId === event.ticketId && other.stop === event.stop);
    if (!one || one.isUrgent) return [];
    if (!one.isPreferred) {
      row.set(event.queueId, 0);
      return [];
    }
    const passed = new Set(passedBy(one, all).map(key));
    if (passed.size === 0) return [];
    row.set(event.queueId, (row.get(event.queueId) ?? 0) + 1);
    const counted = everybody().filter((other) => passed.has(key(other)));
    for (const other of counted) overtaken.set(key(other), (overtaken.get(key(other)) ?? 0) + 1);
    return counted.map(key);
  }

  function transferred(event: Extract<HallEvent, { type: 'stop.transferred' }>): void {
    const ticket = hall.state.ticketById.get(event.ticketId);
    const stop = ticket?.stops[event.stop];
    if (!ticket || !stop || stop.queueId === event.queueId) return;
    const here = key(event);
    left.set(here, { ...promiseOf(here), queueId: stop.queueId });
    bound.delete(here);
    overtaken.delete(here);
    if (ticket.personClass !== 'ordinary' || ticket.pass) return;
    promise({ ticketId: event.ticketId, stop: event.stop, queueId: event.queueId, at: stop.place.at, tie: stop.place.tie, issued: issuedAs(hall, event.ticketId) }, null);
  }

  function queueOf(one: string): QueueId | undefined {
    const stops = [...hall.state.ticketById.values()].flatMap(({ ticketId, stops: own }) => own.filter(({ index: stop }) => key({ ticketId, stop }) === one));
    return stops[0]?.queueId;
  }

  function undone(event: Extract<HallEvent, { type: 'action.undone' }>): void {
    // What the finish had opened is blocked again, with the promise that it had before.
    for (const stop of event.reverted) {
      const one = key({ ticketId: event.ticketId, stop });
      giveBack(one, closed.get(one) ?? { bound: undefined, overtaken: undefined });
    }
    const before = left.get(key(event));
    const isBack = event.what === 'transfer' && before?.queueId === event.queueId && hall.state.ticketById.get(event.ticketId)?.stops[event.stop]?.queueId !== event.queueId;
    if (isBack) giveBack(key(event), before);
    const calls = made.get(event.queueId) ?? [];
    const call = calls.find(({ callId }) => event.what === 'call' && callId === event.callId);
    if (!call) return;
    // Who stands elsewhere by now has another count there.
    for (const other of call.counted.filter((one) => queueOf(one) === event.queueId)) overtaken.set(other, Math.max(0, (overtaken.get(other) ?? 0) - 1));
    if (calls.at(-1) === call) row.set(event.queueId, call.rowBefore);
    made.set(event.queueId, calls.filter((one) => one !== call));
  }
}

type Help = Extract<HallEvent, { type: 'window.helping' | 'window.helped' }>;
const isHelp = (event: HallEvent): event is Help => event.type === 'window.helping' || event.type === 'window.helped';

/** The window's own queues and the one that the log says it helps with. */
function servedNow({ config, log }: ReferenceHall, windowId: WindowId): HallConfig['windows'][number]['queues'] {
  const own = config.windows.find((window) => window.id === windowId)?.queues ?? [];
  const help = helpsIn(log).get(windowId);
  return help && !own.some(({ queue }) => queue === help.queueId) ? [...own, { queue: help.queueId, rank: help.rank, weight: 1 }] : own;
}

type Helps = Map<WindowId, Extract<HallEvent, { type: 'window.helping' }>>;
const helpsByLog = new WeakMap<ReferenceHall['log'], { read: number; readonly helps: Helps }>();

/** Which window helps with what, read from the log as far as it has grown. */
function helpsIn(log: ReferenceHall['log']): Helps {
  const known = helpsByLog.get(log) ?? { read: 0, helps: new Map() };
  helpsByLog.set(log, known);
  for (; known.read < log.length; known.read += 1) {
    const event = log[known.read]?.event;
    if (event?.type === 'day.opened') known.helps.clear();
    if (event?.type === 'window.closed' || event?.type === 'window.helped') known.helps.delete(event.windowId);
    if (event?.type === 'window.helping') known.helps.set(event.windowId, event);
  }
  return known.helps;
}

/** The how-many-th ticket of its day. */
const issuedAs = (hall: ReferenceHall, ticketId: TicketId): number => [...hall.state.ticketById.keys()].indexOf(ticketId);

/** Sent to one window: nobody else's as long as somebody sits there and the hall has it serve that queue. */
function isMeant(hall: ReferenceHall, windowId: WindowId, { onlyAt, queueId }: Waiting): boolean {
  const isThere = (hall.state.windowById.get(onlyAt ?? windowId)?.clerkId ?? null) !== null;
  const serves = hall.config.windows.filter(({ id }) => servedNow(hall, id).some(({ queue }) => queue === queueId)).map(({ id }) => id);
  return onlyAt === null || onlyAt === windowId || !isThere || !serves.includes(onlyAt);
}

function isPreferredNow(hall: ReferenceHall, ticketId: TicketId): boolean {
  const ticket = hall.state.ticketById.get(ticketId);
  if (!ticket) return false;
  if (ticket.personClass !== 'ordinary' || ticket.pass) return true;
  const { booked } = ticket;
  if (!booked) return false;
  const hasComeTooLate = ticket.issuedAt - booked.to > hall.config.policy.bookingToleranceMs;
  const isTooEarly = booked.from - hall.now > hall.config.policy.bookingToleranceMs;
  return !hasComeTooLate && !isTooEarly;
}

function suits(hall: ReferenceHall, windowId: WindowId, one: Waiting): boolean {
  const suitable = hall.config.windows.filter((window) =>
    servedNow(hall, window.id).map(({ queue }) => queue).includes(one.queueId) && one.needs.every((need) => (window.suits as readonly string[]).includes(need)));
  if (one.needs.length === 0 || suitable.some(({ id }) => id === windowId)) return true;
  const working = suitable.filter(({ id }) => {
    const window = hall.state.windowById.get(id);
    return window?.clerkId && !window.pause;
  });
  return working.length === 0;
}

type Best = { readonly queueId: QueueId; readonly first: Waiting; readonly isLifted: boolean };

function bestQueue(hall: ReferenceHall, windowId: WindowId, firstOf: (queueId: QueueId) => Waiting | null): Best | null {
  const served = servedNow(hall, windowId);
  const bestRank = served.map(({ rank }) => rank).toSorted((a, b) => a - b)[0] ?? 1;
  const choices = served.flatMap(({ queue, rank, weight }) => {
    const first = firstOf(queue);
    if (!first) return [];
    const isLifted = rank > bestRank && hall.now - first.at > hall.config.policy.agedAfterMs;
    return [{ queueId: queue, first, isLifted, rank: isLifted ? bestRank : rank, share: callsSinceOpening(hall, windowId, queue) / weight }];
  });
  choices.sort((a, b) => a.rank - b.rank || a.share - b.share || a.first.at - b.first.at || a.first.tie - b.first.tie);
  return choices[0] ?? null;
}

function callsSinceOpening(hall: ReferenceHall, windowId: WindowId, queueId: QueueId): number {
  const events = hall.log.map(({ event }) => event);
  const beginsAnew = (event: HallEvent): boolean =>
    event.type === 'day.opened' || (event.type === 'window.opened' && event.windowId === windowId) || (isHelp(event) && event.windowId === windowId && event.queueId === queueId);
  const opening = events.findLastIndex(beginsAnew);
  const first = events[opening];
  return events.slice(opening + 1).reduce((calls, event) => {
    const isHere = 'windowId' in event && event.windowId === windowId && 'queueId' in event && event.queueId === queueId;
    if (isHere && event.type === 'ticket.called') return calls + 1;
    return isHere && event.type === 'action.undone' && event.what === 'call' ? Math.max(0, calls - 1) : calls;
  }, first?.type === 'window.helping' ? first.calls : 0);
}
