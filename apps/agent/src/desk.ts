// The agent's one owner of state: every input becomes writes, the writes are committed, then their effects follow.
// All that is foreign (disk, hub, printer, time) is a port, so that the model test can crash it between any two steps.
import type { CommandId, DayPaperOrder, HallConfig, JobId, KioskView, PersonTag, ReprintOrder, ServiceDate, SlipOrder } from '@hallcall/domain';
import type { Envelope, Fault, Reply } from '@hallcall/protocol';
import { apply } from './core/apply.ts';
import { meetEpoch, noteContact } from './core/contact.ts';
import { newCommandId, type CoreContext } from './core/context.ts';
import { answerFact, nextFact, queueFacts, settleTime } from './core/fact.ts';
import { forgetPast } from './core/forget.ts';
import { personOf } from './core/person.ts';
import { abandonIntent, answerIntent, giveUpWaiting, takeTicket, type TakeRequest } from './core/issue.ts';
import { adoptDayPapers, adoptOrders, adoptSlips, confirmLate, finishJob, nextJob, noteNumber, recoverJobs, reprintForVisitor, startJob, type JobEnd } from './core/paper.ts';
import type { AgentState, FactCommand, Issue, Job, ReadonlyAgent, Write } from './core/state.ts';

export type DeskPorts = {
  /** Returns when the writes are on disk; throws when they are not, and then nothing may happen. */
  commit(writes: readonly Write[]): void;
  /** Null while the kiosk has no configuration yet. */
  context(): CoreContext | null;
  /** Calls back once, also over a reconnection; null: the envelope expired without an answer. */
  send(envelope: Envelope, onReply: (reply: Reply | null) => void): void;
  /** The printer could begin a paper now. What nobody stands and waits for is kept until then. */
  canPrint(): boolean;
  /** Calls back once. Never throws. */
  print(job: Job, onEnd: (end: JobEnd) => void): void;
  /** What is to be told of whose card was read for a tap; null: nothing any more. Asked once a tap. */
  personTag(requestId: string): PersonTag | null;
  after(delayMs: number, run: () => void): () => void;
  /** Something that a page may see has changed. */
  changed(): void;
};

export type Desk = {
  readonly state: ReadonlyAgent;
  /** A tap, or the same tap again from a page that lost its connection. False: no configuration yet. */
  readonly take: (request: TakeRequest) => boolean;
  readonly reprint: (requestId: string) => void;
  readonly note: (requestId: string) => void;
  /** The hub is heard again (`epoch` of this connection) or has fallen silent (null). */
  readonly hubHeard: (epoch: number | null) => void;
  readonly view: (view: KioskView, heard: { seq: number; at: number }) => void;
  readonly orders: (orders: readonly ReprintOrder[]) => void;
  readonly slips: (orders: readonly SlipOrder[]) => void;
  readonly dayPapers: (papers: readonly DayPaperOrder[]) => void;
  /** The printer is in another state than before. */
  readonly printerChanged: () => void;
  /** The printer confirmed a job whose outcome had been unknown. */
  readonly confirmed: (jobId: JobId) => void;
  /** Something that happened here and concerns no ticket. */
  readonly tell: (happened: (day: ServiceDate) => FactCommand) => void;
  /** Changes that come from outside the rules: pairing, configuration. */
  readonly store: (writes: readonly Write[]) => void;
  readonly close: () => void;
};

/** A page has this long after a restart to come back for its ticket, ms. */
const claimWithinMs = 5_000;
const contactEveryMs = 30_000;
const forgetEveryMs = 60 * 60_000;
const restMs: Record<Fault['code'], number> = { 'storage.unavailable': 1_000, 'hub.stopping': 1_000, bug: 1_000, 'day.notOpen': 30_000 };

/** Takes the rows over (from here on nobody else changes them) and settles what the last run left open. */
export function createDesk(state: AgentState, ports: DeskPorts): Desk {
  const timers = new Set<() => void>();
  const awaited = new Set<string>();
  const resting = new Set<CommandId>();
  let factUnderWay: CommandId | null = null;
  let epoch: number | null = null;
  let view: KioskView | null = null;
  let contactAt = 0;
  let isSweeping = false;
  let isClosed = false;

  function write(writes: readonly Write[]): void {
    if (writes.length === 0 || isClosed) return;
    ports.commit(writes);
    apply(state, writes);
    ports.changed();
  }

  function decideWith(rule: (context: CoreContext) => Write[]): boolean {
    const context = ports.context();
    if (context === null || isClosed) return false;
    write(rule(context));
    pump();
    return true;
  }

  function after(delayMs: number, run: () => void): void {
    const cancel = ports.after(delayMs, () => {
      timers.delete(cancel);
      if (!isClosed) run();
    });
    timers.add(cancel);
  }

  function envelope(commandId: CommandId, command: Envelope['command'], expiresAt: number | null): Envelope | null {
    // The pairing's hall id was read with the schema that makes the brand.
    return state.pairing && { hallId: state.pairing.hallId as Envelope['hallId'], commandId, expiresAt, command };
  }

  function pump(): void {
    sendFact();
    printNext();
  }

  function sendFact(): void {
    if (factUnderWay !== null || epoch === null) return;
    const context = ports.context();
    const next = nextFact(state, resting);
    if (next && context) write(settleTime(next, context));
    const fact = next && (state.factById.get(next.commandId) ?? next);
    const message = fact && envelope(fact.commandId, fact.command, null);
    if (!fact || !message) return;
    factUnderWay = fact.commandId;
    ports.send(message, (reply) => {
      factUnderWay = null;
      if (isClosed || reply === null) return;
      if (reply.kind === 'fault') rest(fact.commandId, restMs[reply.fault.code]);
      write([...answerFact(state, fact.commandId, reply, epoch), ...heardIn(reply)]);
      pump();
    });
  }

  function rest(commandId: CommandId, forMs: number): void {
    resting.add(commandId);
    after(forMs, () => {
      resting.delete(commandId);
      pump();
    });
  }

  function heardIn(reply: Reply): Write[] {
    const last = reply.kind === 'accepted' ? reply.events.at(-1) : undefined;
    return last && last.epoch === state.contact.epoch ? noteContact(state, { seq: last.seq, at: last.at }) : [];
  }

  function printNext(): void {
    const job = nextJob(state, ports.canPrint());
    const context = ports.context();
    if (!job || !context || isClosed) return;
    write(startJob(state, job, context));
    const started = state.jobById.get(job.jobId);
    if (started?.state !== 'sending') return printNext();
    ports.print(started, (end) => decideWith((now) => finishJob(state, job.jobId, end, now)));
  }

  /** Sends the intent while there is time; the deadline is the intent's own expiry. */
  function pursue(issue: Issue, context: CoreContext): void {
    const { intent, requestId } = issue;
    if (!intent || issue.end !== null) return;
    const leftMs = intent.expiresAt - context.now;
    const tag = issue.isIdentified ? ports.personTag(requestId) : null;
    const message = envelope(intent.commandId, {
      type: 'ticket.issue', ticketId: intent.ticketId, items: [...issue.items],
      language: issue.language, paper: 'pending', ...personOf(issue), ...(issue.chain === null ? {} : { chain: issue.chain }),
      ...(issue.pass === undefined ? {} : { pass: issue.pass }), ...(issue.booking === undefined ? {} : { booking: issue.booking }), ...(tag === null ? {} : { person: { tag } }),
    }, intent.expiresAt);
    // Another question under the same id would be a conflict: what this one may have become is named in the fact.
    const cannotAsk = issue.isIdentified === true && tag === null;
    if (leftMs <= 0 || epoch === null || !message || cannotAsk) return void decideWith((now) => giveUpWaiting(state, requestId, now));
    after(leftMs, () => {
      decideWith((now) => giveUpWaiting(state, requestId, now));
      sweepLater();
    });
    ports.send(message, (reply) => {
      if (reply !== null) decideWith((now) => [...answerIntent(state, requestId, reply, now), ...heardIn(reply)]);
    });
  }

  /** Undecided after a restart and unclaimed, or the visitor was refused while the hub's answer was still out. */
  function isLost({ intent, end, requestId }: Issue): boolean {
    return intent?.isOpen === true && (end !== null || !awaited.has(requestId));
  }

  /** Intents that nobody waits for and that can no longer come true at the hub without our knowing. */
  function sweep(): void {
    isSweeping = false;
    decideWith((context) => {
      const lost = [...state.issueByRequest.values()].find((issue) => isLost(issue) && (issue.intent?.expiresAt ?? 0) + claimWithinMs <= context.now);
      return lost ? abandonIntent(state, lost.requestId, context) : [];
    });
    if ([...state.issueByRequest.values()].some(isLost)) sweepLater();
  }

  function sweepLater(): void {
    if (isSweeping) return;
    isSweeping = true;
    after(claimWithinMs, sweep);
  }

  function forgetLater(): void {
    decideWith((context) => forgetPast(state, context));
    after(forgetEveryMs, forgetLater);
  }

  function start(): void {
    decideWith((context) => recoverJobs(state, context));
    sweepLater();
    forgetLater();
  }

  after(0, start);
  return {
    state,
    take(request) {
      const known = state.issueByRequest.get(request.requestId);
      if (known && (known.end !== null || awaited.has(request.requestId))) return true;
      const context = ports.context();
      if (context === null || isClosed) return false;
      awaited.add(request.requestId);
      if (!known) write(takeTicket(state, request, context, { isThere: epoch !== null, ahead: aheadOf(view, context.config, request) }));
      const issue = state.issueByRequest.get(request.requestId);
      if (issue) pursue(issue, context);
      pump();
      return true;
    },
    reprint: (requestId) => void decideWith((context) => reprintForVisitor(state, requestId, context)),
    note: (requestId) => void decideWith((context) => noteNumber(state, requestId, context)),
    hubHeard(heardEpoch) {
      epoch = heardEpoch;
      if (heardEpoch !== null) return void decideWith((context) => meetEpoch(state, heardEpoch, context));
      view = null;
      for (const { requestId, end } of state.issueByRequest.values()) {
        if (end === null && awaited.has(requestId)) decideWith((context) => giveUpWaiting(state, requestId, context));
      }
      ports.changed();
    },
    view(next, heard) {
      const isNews = next.day?.status !== state.contact.day?.status || next.day?.date !== state.contact.day?.date || next.emergency?.since !== state.contact.emergency?.since;
      view = next;
      if (isNews || Math.abs(heard.at - contactAt) > contactEveryMs) {
        contactAt = heard.at;
        write(noteContact(state, { ...heard, day: next.day, emergency: next.emergency }));
      }
      ports.changed();
    },
    dayPapers: (papers) => void decideWith((context) => adoptDayPapers(state, papers, context)),
    slips: (orders) => void decideWith((context) => adoptSlips(state, orders, context)),
    orders: (orders) => void decideWith((context) => adoptOrders(state, orders, context)),
    printerChanged: () => pump(),
    confirmed: (jobId) => void decideWith((context) => confirmLate(state, jobId, context)),
    tell: (happened) => void decideWith((context) => queueFacts(state, [{ commandId: newCommandId(context), command: happened(context.day) }])),
    store(writes) {
      write(writes);
      const met = epoch;
      if (met !== null) decideWith((context) => meetEpoch(state, met, context));
      pump();
    },
    close() {
      isClosed = true;
      for (const cancel of timers) cancel();
    },
  };
}

function aheadOf(view: KioskView | null, config: HallConfig, request: TakeRequest): number | null {
  const queueId = config.items.find((item) => item.id === request.items[0]?.itemId)?.queue;
  return view?.queues.find((queue) => queue.queueId === queueId)?.waiting ?? null;
}
