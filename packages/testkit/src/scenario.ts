// given(events).when(command): the core with a hand-wound clock and countable ids.
import {
  ClerkId, Command, PersonKey, DeviceId, BoardId, TicketId, WindowId, decide, emptyHall, evolve, isInUse, isMistaken, numberKey, usesUp, waitsNow,
  type Actor, type Context, type Decision, type HallConfig, type HallEvent, type HallState, type Past, type PastBooking, type PastPass, type PastTicket, type ServiceDate, type Ticket, type TimedEvent, type Waits,
} from '@hallcall/domain';
import { testConfig } from './sample-config.ts';

/** A Monday at 09:00 in Shanghai, epoch ms. */
export const monday9 = 1_767_574_800_000;

/** 22 characters made of a word and a count: the form of a random id, but readable in a failing test. */
export const testId = (word: string, n = 0): string => `${word}${String(n).padStart(22 - word.length, '0')}`.slice(0, 22);
export const ticket = (n: number): TicketId => TicketId.parse(testId('t', n));

export const clerkAt = (windowId: string): Actor => ({ role: 'clerk', clerkId: ClerkId.parse(`clerk-${windowId}`), windowId: WindowId.parse(windowId), isBank: false });
export const bankClerkAt = (windowId: string): Actor => ({ ...clerkAt(windowId), isBank: true }) as Actor;
export const kiosk = (n = 1, lastContactAt: number | null = null): Actor => ({
  role: 'agent', deviceId: DeviceId.parse(`kiosk-${n}`), band: { first: 5000 + (n - 1) * 500, last: 5499 + (n - 1) * 500 }, lastContactAt,
});
export const board = (id = 'main'): Actor => ({ role: 'display', deviceId: DeviceId.parse(`board-${id}`), boardId: BoardId.parse(id) });
export const manager: Actor = { role: 'manager', clerkId: ClerkId.parse('boss') };
export const hub: Actor = { role: 'hub' };

/** A hall in memory: state, log, clock. */
export type Scenario = {
  readonly state: HallState;
  readonly log: TimedEvent[];
  config: HallConfig;
  now: number;
  /** When its hub was started last. */
  upSince: number;
  readonly pastTickets: Map<string, PastTicket>;
  /** Devices that are no agents, or are paired no more. */
  readonly strangers: Set<string>;
  /** Service days before the one in the fold that were closed. */
  readonly closedDays: Set<string>;
  /** Return passes of earlier days, by code. */
  readonly pastPasses: Map<string, PastPass>;
  /** Bookings that the fold has left, by code. */
  readonly pastBookings: Map<string, PastBooking>;
  /** Folds events in as they are. */
  given(...events: unknown[]): Scenario;
  /** Decides without folding. The command is parsed as it would be on the wire. */
  when(actor: Actor, command: Record<string, unknown>): Decision;
  /** Decides and folds; throws the refusal when there is one. */
  run(actor: Actor, command: Record<string, unknown>): readonly HallEvent[];
  /** Decides and folds, and gives the answer whatever it is. */
  try(actor: Actor, command: Record<string, unknown>): Decision;
  /** Moves the clock on and ticks. */
  pass(ms: number): readonly HallEvent[];
};

export function createScenario(options: { readonly config?: HallConfig; readonly now?: number } = {}): Scenario {
  const state = emptyHall();
  let ids = 0;
  const keyByTag = new Map<string, PersonKey>();
  const past: Past = {
    ticket: (ticketId) => scenario.pastTickets.get(pastNumbers.get(ticketId) ?? ticketId) ?? null,
    isTaken: (day, number) => pastNumbers.has(`${day} ${numberKey(number)}`),
    isClosed: (day) => scenario.closedDays.has(day),
    numbered: (day, number) => scenario.pastTickets.get(pastNumbers.get(`${day} ${numberKey(number)}`) ?? '') ?? null,
    pass: (code) => scenario.pastPasses.get(code) ?? null,
    booking: (code) => scenario.pastBookings.get(code) ?? null,
    isBooked: (id) => [...scenario.pastBookings.values()].some(({ bookingId }) => bookingId === id),
  };
  /** Tickets of earlier days by day and number, and by what kiosks call those entered at the desk. */
  const pastNumbers = new Map<string, TicketId>();
  const fold = (event: HallEvent) => {
    keepPast(scenario, pastNumbers, event);
    scenario.log.push({ at: scenario.now, event });
    evolve(state, { at: scenario.now, event });
  };
  const personKey = (tag: string): PersonKey => {
    const key = keyByTag.get(tag) ?? PersonKey.parse(testId('person', keyByTag.size + 1));
    keyByTag.set(tag, key);
    return key;
  };
  const context = (actor: Actor): Context => ({
    now: scenario.now, upSince: scenario.upSince, newId: () => testId('x', (ids += 1)), personKey, config: scenario.config, configVersion: 1, actor, past,
    // The tests' catalogue knows every character but these.
    masked: (text) => text.replaceAll(/[张三]/gu, '□'),
    isAgent: (deviceId) => !scenario.strangers.has(deviceId),
  });
  const scenario: Scenario = {
    state, log: [], config: options.config ?? testConfig(), now: options.now ?? monday9, upSince: 0, pastTickets: new Map(), pastPasses: new Map(), pastBookings: new Map(), closedDays: new Set(), strangers: new Set(),
    given: (...events) => {
      // Builders in tests leave brands out; the schema of events is checked where the log is read.
      for (const event of events) fold(event as HallEvent);
      return scenario;
    },
    when: (actor, command) => decide(state, Command.parse(command), context(actor)),
    try: (actor, command) => {
      const decision = scenario.when(actor, command);
      if (decision.kind === 'events') decision.events.forEach(fold);
      return decision;
    },
    run: (actor, command) => {
      const decision = scenario.try(actor, command);
      if (decision.kind !== 'events') throw new Error(`refused: ${JSON.stringify(decision)}`);
      return decision.events;
    },
    pass: (ms) => {
      scenario.now += ms;
      return scenario.run(hub, { type: 'clock.tick' });
    },
  };
  return scenario;
}

/** What the hub's tables would still know of days that the fold has left. */
function keepPast({ state, config, pastTickets, pastPasses, pastBookings }: Scenario, pastNumbers: Map<string, TicketId>, event: HallEvent): void {
  const keep = (day: ServiceDate, { ticketId, device, paper, number }: Pick<Ticket, 'ticketId' | 'device' | 'paper' | 'number'>, mistaken = false) => {
    pastTickets.set(ticketId, { ticketId, day, device, paper, isMistaken: mistaken });
    pastNumbers.set(`${day} ${numberKey(number)}`, ticketId);
  };
  if (event.type === 'day.opened' && state.day) {
    for (const one of state.ticketById.values()) keep(state.day.date, one, isMistaken(one));
    for (const [as, ticketId] of state.knownAs) pastNumbers.set(as, ticketId);
    for (const [code, booking] of state.bookingByCode) pastBookings.set(code, { ...booking, status: booking.status === 'kept' && !usesUp(state, booking.ticketId, config) ? 'open' : booking.status });
    for (const [code, pass] of state.passByCode) pastPasses.set(code, { ...pass, status: pass.isVoid ? 'voided' : 'open' });
    for (const [code, pass] of pastPasses) if (isInUse(state, pass.passId, config)) pastPasses.set(code, { ...pass, status: 'used' });
  }
  const lateDay = 'lateDay' in event && event.lateDay !== state.day?.date ? event.lateDay : undefined;
  if (lateDay === undefined) return;
  if (event.type === 'ticket.issued' || event.type === 'ticket.revived') keep(lateDay, event);
  if (event.type === 'ticket.revived') pastNumbers.set(event.as, event.ticketId);
  if (event.type === 'ticket.recognized') pastNumbers.set(event.as, event.ticketId);
  const known = 'ticketId' in event ? pastTickets.get(event.ticketId) : undefined;
  if (event.type === 'paper.changed' && known) pastTickets.set(event.ticketId, { ...known, paper: event.paper });
}

/** A test hall on an open day. */
export function openHall(options: Parameters<typeof createScenario>[0] = {}): Scenario {
  const scenario = createScenario(options);
  scenario.run(manager, { type: 'day.open' });
  return scenario;
}

/** What every view is given of the moment at which it is made. */
export const momentOf = ({ state, config, now }: Pick<Scenario, 'state' | 'config' | 'now'>): { readonly now: number; readonly waits: Waits } => ({
  now, waits: waitsNow(state, config, now),
});

/** Commands in short, with the parts that a test does not care about. */
export const issue = (n: number, itemId = 'market-1', more: Record<string, unknown> = {}) => ({
  type: 'ticket.issue', ticketId: ticket(n), items: [{ itemId, count: 1 }], language: 'zh', paper: 'none', ...more,
});
export const callNext = (windowId: string, active: string | null = null) => ({ type: 'window.callNext', windowId, active });
export const at = (type: string, windowId: string, n: number, more: Record<string, unknown> = {}) => ({ type, windowId, ticketId: ticket(n), ...more });
export const finish = (windowId: string, n: number) => at('stop.finish', windowId, n, { outcome: 'completed', count: 1, caseRef: null });
