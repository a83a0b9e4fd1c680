// One tap, one decision: answered by the hub → online; late, stale or at fault → a number of the own band.
// The decision is committed together with its print job, so nothing is printed that is not decided.
import { planJourney, type ChainId, type EventOf, type ItemCount, type Language, type ServiceDate, type StopPlan } from '@hallcall/domain';
import type { Reply } from '@hallcall/protocol';
import { nextOfBand } from './band.ts';
import { closedOffline } from './contact.ts';
import { newCommandId, newJobId, newTicketId, type CoreContext } from './context.ts';
import { personOf, type Person } from './person.ts';
import { queueFacts } from './fact.ts';
import type { FactCommand, Intent, Issue, IssuedTicket, ReadonlyAgent, Refusal, Write } from './state.ts';

/** How long the hub may take to answer before the kiosk decides by itself, ms. */
const answerWithinMs = 3_000;

/** What a page asks for. The same `requestId` never yields a second ticket. */
export type TakeRequest = {
  readonly requestId: string;
  readonly items: readonly ItemCount[];
  readonly chain: ChainId | null;
  readonly language: Language;
  /** The code of a return pass. */
  readonly pass?: string | undefined;
  /** The code of a booking. */
  readonly booking?: string | undefined;
  /** A card was read for it. */
  readonly isIdentified?: true | undefined;
} & Person;

/** Begins an issue. Without a hub (`isHubThere` false) it is decided at once. */
export function takeTicket(state: ReadonlyAgent, request: TakeRequest, context: CoreContext, hub: { isThere: boolean; ahead: number | null }): Write[] {
  if (state.issueByRequest.has(request.requestId)) return [];
  const plan = planJourney(request, context.config);
  const issue: Issue = {
    ...request, askedAt: context.now, stops: plan.kind === 'plan' ? plan.stops : null, ahead: hub.isThere && isInOrder(request) ? hub.ahead : null,
    intent: null, end: null, isNoted: false,
  };
  if (plan.kind !== 'plan') return refuse(issue, { code: plan.rejection.code });
  if (!hub.isThere) return decideOffline(state, issue, context);
  const intent: Intent = {
    commandId: newCommandId(context), ticketId: newTicketId(context), expiresAt: context.now + answerWithinMs, isOpen: true,
  };
  return [{ kind: 'issue', row: { ...issue, intent } }];
}

/** Before whoever is preferred do not come all who stand before: the estimate tells, and no count of people. */
const isInOrder = ({ personClass, pass, booking }: Pick<TakeRequest, 'personClass' | 'pass' | 'booking'>): boolean => (personClass ?? 'ordinary') === 'ordinary' && !pass && !booking;

/** The hub's answer to an intent. After the decision only an answer to a refused visitor still matters. */
export function answerIntent(state: ReadonlyAgent, requestId: string, reply: Reply, context: CoreContext): Write[] {
  const issue = state.issueByRequest.get(requestId);
  if (!issue?.intent?.isOpen) return [];
  const answered: Issue = { ...issue, intent: { ...issue.intent, isOpen: false } };
  switch (reply.kind) {
    case 'accepted': {
      const ticket = ticketOf(issue, reply);
      if (!ticket || issue.end !== null) return closeIntent(state, issue, context);
      return printed({ ...answered, end: { kind: 'issued', ticket } }, ticket, context, [rememberOnline(ticket, { ...state, position: state.nextPosition }, context)]);
    }
    case 'rejected':
      if (issue.end !== null) return [{ kind: 'issue', row: answered }];
      if (reply.rejection.code === 'numbers.recovering' || reply.rejection.code === 'command.expired') {
        return decideOffline(state, issue, context);
      }
      return refuse(answered, refusalOf(reply.rejection));
    case 'fault': return issue.end === null ? decideOffline(state, issue, context) : [];
  }
}

/** The deadline passed or the hub fell silent: the kiosk issues from its band and names the unanswered intent. */
export function giveUpWaiting(state: ReadonlyAgent, requestId: string, context: CoreContext): Write[] {
  const issue = state.issueByRequest.get(requestId);
  return issue && issue.end === null ? decideOffline(state, issue, context) : [];
}

/**
 * The intent has expired, nobody stands there, or the visitor has been refused: should the hub have made a ticket of
 * it, that one is reported as not printed, which lists it for the guide desk instead of calling an empty place.
 */
export function abandonIntent(state: ReadonlyAgent, requestId: string, context: CoreContext): Write[] {
  const issue = state.issueByRequest.get(requestId);
  return issue?.intent?.isOpen ? closeIntent(state, issue, context) : [];
}

function closeIntent(state: ReadonlyAgent, issue: Issue, context: CoreContext): Write[] {
  if (issue.intent === null) return [];
  const command: FactCommand = {
    type: 'paper.report', ticketId: issue.intent.ticketId, day: context.day, jobId: null, copy: 0, outcome: 'failed', at: context.now,
  };
  const end = issue.end ?? { kind: 'refused', refusal: { code: 'kiosk.interrupted' } };
  return [
    { kind: 'issue', row: { ...issue, end, intent: { ...issue.intent, isOpen: false } } },
    ...queueFacts(state, [{ commandId: newCommandId(context), command }]),
  ];
}

/** Kept as acknowledged: only a hub that was restored without this ticket will be told of it. */
export function rememberOnline(ticket: IssuedTicket, { contact, position }: Pick<ReadonlyAgent, 'contact'> & { readonly position: number }, context: CoreContext): Write {
  const command = issueFact(ticket, null);
  return {
    kind: 'fact',
    row: {
      commandId: newCommandId(context), command, position, day: ticket.day, ticketId: ticket.ticketId,
      state: 'acknowledged', bugs: 0, epoch: contact.epoch,
    },
  };
}

function decideOffline(state: ReadonlyAgent, issue: Issue, context: CoreContext): Write[] {
  // Only the hub knows what a code is good for, and whether it was used.
  if (issue.pass !== undefined || issue.booking !== undefined) return refuse(issue, { code: 'kiosk.passNeedsHub' });
  const stops = issue.stops ?? [];
  const queue = context.config.queues.find((candidate) => candidate.id === stops[0]?.queueId);
  if (!queue) return refuse(issue, { code: 'item.unknown' });
  if (state.contact.emergency) return refuse(issue, { code: 'hall.emergency' });
  if (!context.isOpen) return refuse(issue, { code: 'day.closed' });
  const atOnce = stops.filter(({ after }) => after.length === 0);
  const closed = atOnce.map(({ queueId }) => closedOffline(context.config, queueId, context.now)).find((closure) => closure !== null);
  if (closed) return refuse(issue, { code: 'queue.closed', at: closed.opensAt });
  const counter = nextOfBand(state, context.day, queue.prefix);
  if (!counter) return refuse(issue, { code: 'numbers.exhausted', prefix: queue.prefix });
  const ticket: IssuedTicket = {
    ticketId: newTicketId(context), number: { prefix: queue.prefix, n: counter.last }, queueId: queue.id,
    items: issue.items, stops, chain: issue.chain, language: issue.language, day: context.day,
    issuedAt: context.now, offline: true, ahead: null, ...personOf(issue),
  };
  const intent = issue.intent && { ...issue.intent, isOpen: false };
  const decided: Issue = { ...issue, intent, end: { kind: 'issued', ticket } };
  return [
    { kind: 'counter', row: counter },
    ...printed(decided, ticket, context, queueFacts(state, [{ commandId: newCommandId(context), command: issueFact(ticket, issue.intent), madeAt: context.own }])),
  ];
}

function issueFact(ticket: IssuedTicket, intent: Intent | null): FactCommand {
  return {
    type: 'ticket.issueOffline', ticketId: ticket.ticketId, number: ticket.number, queueId: ticket.queueId,
    items: [...ticket.items], ...journeyOf(ticket), language: ticket.language, day: ticket.day, issuedAt: ticket.issuedAt, paper: 'pending',
    ...personOf(ticket), ...(ticket.pass ? { pass: ticket.pass } : {}), ...(ticket.booking === undefined ? {} : { booking: ticket.booking }), instead: intent && { commandId: intent.commandId, ticketId: intent.ticketId },
  };
}

/** A plain visit is known from its queue, but for what its paper says of the wait: the bound and the estimate. */
function journeyOf({ stops, chain }: IssuedTicket): Pick<Extract<FactCommand, { type: 'ticket.issueOffline' }>, 'stops' | 'chain'> {
  const isPlain = stops.length === 1 && stops[0]?.bound === undefined && stops[0]?.estimateMs === undefined;
  return { ...(!isPlain ? { stops: [...stops] } : {}), ...(chain === null ? {} : { chain }) };
}

function printed(issue: Issue, ticket: IssuedTicket, context: CoreContext, facts: readonly Write[]): Write[] {
  return [
    { kind: 'issue', row: issue },
    {
      kind: 'job',
      row: { jobId: newJobId(context), copy: 0, origin: 'issue', ticket, state: 'queued', queuedAt: context.now, changedAt: context.now },
    },
    ...facts,
  ];
}

function refuse(issue: Issue, refusal: Refusal): Write[] {
  return [{ kind: 'issue', row: { ...issue, end: { kind: 'refused', refusal } } }];
}

function refusalOf(rejection: Extract<Reply, { kind: 'rejected' }>['rejection']): Refusal {
  const { code } = rejection;
  if (code === 'numbers.exhausted') return { code, prefix: rejection.prefix };
  if (code === 'pass.expired') return { code, validUntil: rejection.validUntil };
  if (code === 'person.tooMany') return { code, held: rejection.held, most: rejection.most };
  if (code === 'person.itemAgain') return { code, held: rejection.held };
  if (code === 'queue.closed') return { code, at: rejection.opensAt };
  if (code === 'queue.tooLate') return { code, at: rejection.closesAt };
  if (code !== 'quota.full') return { code };
  const { code: _, ...full } = rejection;
  return { code, full };
}

function ticketOf(issue: Issue, reply: Extract<Reply, { kind: 'accepted' }>): IssuedTicket | null {
  for (const { day, event } of reply.events) {
    if (event.type !== 'ticket.issued' || event.ticketId !== issue.intent?.ticketId) continue;
    return online(issue, { ...event, day });
  }
  return null;
}

type Given = Pick<EventOf<'ticket.issued'>, 'number' | 'issuedAt' | 'pass' | 'booked'> & { readonly stops: readonly StopPlan[]; readonly day: ServiceDate | null };

/** The hub's own plan is what the visitor gets. */
function online(issue: Issue, { number, stops, issuedAt, day, pass, booked }: Given): IssuedTicket | null {
  const queueId = stops[0]?.queueId;
  if (issue.intent === null || queueId === undefined || day === null) return null;
  return {
    ticketId: issue.intent.ticketId, number, queueId, items: issue.items, stops, chain: issue.chain,
    language: issue.language, day, issuedAt, offline: false, ahead: issue.ahead, ...(issue.pass === undefined ? {} : { isReturn: true }), ...(pass ? { pass } : {}), ...(issue.booking === undefined ? {} : { booking: issue.booking }), ...(booked ? { booked } : {}), ...personOf(issue),
  };
}
