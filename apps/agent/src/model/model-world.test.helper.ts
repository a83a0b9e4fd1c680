// Agent, hub, printer and a link that drops, delays, doubles and reorders; either side may die between any two steps.
import { agentView, kioskView, waitsNow, type TicketNumber } from '@hallcall/domain';
import type { Envelope, Reply } from '@hallcall/protocol';
import { apply } from '../core/apply.ts';
import { isOpenOffline } from '../core/contact.ts';
import type { TakeRequest } from '../core/issue.ts';
import type { JobEnd } from '../core/paper.ts';
import { emptyAgent, type AgentState, type Job, type TicketJob, type Write } from '../core/state.ts';
import { createDesk, type Desk } from '../desk.ts';
import { countingIds } from './model-hall.test.helper.ts';
import { band, createModelHub, kiosk } from './model-hub.test.helper.ts';

class Crash extends Error {}
type Timer = { readonly at: number; readonly run: () => void };
type Pending = { readonly envelope: Envelope; readonly onReply: (reply: Reply | null) => void };
export type Paper = { readonly job: TicketJob; readonly number: TicketNumber };

/** `lay` is what really reaches the agent's file: the identity, or one protection less for the twin that must fail. */
export function createWorld(lay: (writes: readonly Write[]) => readonly Write[] = (writes) => writes) {
  let now = Date.UTC(2026, 10, 22, 2);
  const newId = countingIds('a');
  const hub = createModelHub(() => now, countingIds('h'));
  const disk = emptyAgent();
  const papers: Paper[] = [];
  const requests: TakeRequest[] = [];
  let desk: Desk | null = null;
  let timers: Timer[] = [];
  let pending = new Map<string, Pending>();
  let toHub: Envelope[] = [];
  let toAgent: { readonly commandId: string; readonly reply: Reply }[] = [];
  let isConnected = false;
  let printing: { readonly job: Job; readonly onEnd: (end: JobEnd) => void } | null = null;
  let stepsToCrash: number | null = null;
  let backup = 1;

  apply(disk, [{ kind: 'pairing', row: { hallId: 'model', deviceId: kiosk.deviceId, token: 't', band } }]);

  /** A place at which the agent's process may die. */
  function step(): void {
    if (stepsToCrash === null) return;
    stepsToCrash -= 1;
    if (stepsToCrash >= 0) return;
    stepsToCrash = null;
    throw new Crash();
  }

  function die(): void {
    desk?.close();
    desk = null;
    timers = [];
    pending = new Map();
    printing = null;
    disconnect();
  }

  /** Runs a piece of the agent; a crash within ends the process, not the test. */
  function inAgent(run: (live: Desk) => void): void {
    if (!desk) return;
    try {
      run(desk);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      die();
    }
  }

  function context() {
    const at = Math.max(now, disk.contact.at);
    return { now: at, own: now, newId, config: hub.config, day: hub.day, isOpen: isOpenOffline(hub.config, disk.contact, at) };
  }

  function start(): void {
    if (desk) return;
    const copy: AgentState = {
      ...disk, issueByRequest: new Map(disk.issueByRequest), jobById: new Map(disk.jobById), factById: new Map(disk.factById),
      counterByKey: new Map(disk.counterByKey),
    };
    desk = createDesk(copy, {
    personTag: () => null,
      commit(writes) {
        step();
        apply(disk, structuredClone(lay(writes)));
        step();
      },
      context,
      send(envelope, onReply) {
        step();
        pending.set(envelope.commandId, { envelope, onReply });
        if (isConnected) toHub.push(envelope);
        step();
      },
      canPrint: () => true,
      print(job, onEnd) {
        step();
        printing = { job, onEnd };
        step();
      },
      after(delayMs, run) {
        const timer = { at: now + delayMs, run };
        timers.push(timer);
        return () => { timers = timers.filter((other) => other !== timer); };
      },
      changed: () => undefined,
    });
    runDue();
  }

  function runDue(): void {
    for (;;) {
      const due = timers.filter((timer) => timer.at <= now).toSorted((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers = timers.filter((timer) => timer !== due);
      inAgent(() => due.run());
    }
    for (const [id, { envelope, onReply }] of pending) {
      if (envelope.expiresAt === null || envelope.expiresAt >= now) continue;
      pending.delete(id);
      inAgent(() => onReply(null));
    }
  }

  function disconnect(): void {
    isConnected = false;
    toAgent = [];
    inAgent((live) => live.hubHeard(null));
  }

  function connect(): void {
    if (!desk || isConnected) return;
    isConnected = true;
    inAgent((live) => live.hubHeard(hub.epoch));
    for (const { envelope } of pending.values()) toHub.push(envelope);
    showViews();
  }

  function showViews(): void {
    if (!isConnected) return;
    inAgent((live) => live.view(kioskView(hub.state, hub.config, { now, waits: waitsNow(hub.state, hub.config, now) }), { seq: hub.length, at: now }));
    inAgent((live) => live.orders(agentView(hub.state, hub.config, kiosk.deviceId).reprints));
  }

  function reachHub(at: number, keep: boolean): void {
    const index = toHub.length === 0 ? 0 : at % toHub.length;
    const envelope = toHub[index];
    if (!envelope) return;
    if (!keep) toHub.splice(index, 1);
    const reply = hub.handle(envelope);
    if (isConnected) toAgent.push({ commandId: envelope.commandId, reply });
    showViews();
  }

  function reachAgent(at: number, keep: boolean): void {
    const index = toAgent.length === 0 ? 0 : at % toAgent.length;
    const message = toAgent[index];
    if (!message) return;
    if (!keep) toAgent.splice(index, 1);
    const waiting = pending.get(message.commandId);
    if (!waiting) return;
    pending.delete(message.commandId);
    inAgent(() => waiting.onReply(message.reply));
  }

  /** `isOut`: paper really left the printer, whatever is known of it. */
  function endPrint(end: JobEnd, isOut: boolean): void {
    if (!printing) return;
    const { job, onEnd } = printing;
    printing = null;
    if (isOut) cameOut(job);
    inAgent(() => onEnd(end));
  }

  /** The model's windows hand over no papers. */
  function cameOut(job: Job): void {
    if ('ticket' in job) papers.push({ job, number: job.ticket.number });
  }

  function advance(ms: number): void {
    now += ms;
    hub.tick();
    runDue();
    showViews();
  }

  return {
    hub, disk, papers, requests, newId,
    start, die, connect, disconnect, advance, reachHub, reachAgent, endPrint, inAgent,
    now: () => now,
    isIdle: () => toHub.length === 0 && toAgent.length === 0 && printing === null,
    crashAfter(steps: number) { stepsToCrash = steps; },
    take(request: TakeRequest) {
      requests.push(request);
      inAgent((live) => live.take(request));
    },
    again: (at: number) => {
      const request = requests[requests.length === 0 ? 0 : at % requests.length];
      if (request) inAgent((live) => live.take(request));
      return request;
    },
    dropToHub: (at: number) => void toHub.splice(at % Math.max(1, toHub.length), 1),
    dropToAgent: (at: number) => void toAgent.splice(at % Math.max(1, toAgent.length), 1),
    hubCrash() {
      hub.crash();
      disconnect();
    },
    saveBackup() { backup = hub.length; },
    restore() {
      disconnect();
      toHub = [];
      hub.restore(Math.min(backup, hub.length));
    },
    powerCutWhilePrinting(isOut: boolean) {
      if (printing && isOut) cameOut(printing.job);
      die();
    },
    /** The client library sends again what was not answered in time. */
    resend() {
      if (isConnected) for (const { envelope } of pending.values()) toHub.push(envelope);
    },
  };
}
export type World = ReturnType<typeof createWorld>;
