// Puts the agent together: its file, the desk, the hub, the printer, the page. What it opens it closes.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { identityAsked, monotonicNow, newId } from '@hallcall/client';
import { serviceDateAt } from '@hallcall/domain';
import { makeFolder } from '@hallcall/host';
import { systemTimers } from '@hallcall/link';
import type { Envelope, PageProblem, Reply, TicketProgress } from '@hallcall/protocol';
import type { FastifyInstance } from 'fastify';
import { isOpenOffline } from './core/contact.ts';
import type { CoreContext } from './core/context.ts';
import type { TakeRequest } from './core/issue.ts';
import type { Pairing } from './core/state.ts';
import { createDesk } from './desk.ts';
import { createDeviceDesk } from './device/device-desk.ts';
import type { OpenDevices } from './device/open-devices.ts';
import { createEarlyTaps } from './early-taps.ts';
import { openHubLink, type HubLink } from './hub-link.ts';
import { createHubTime } from './hub-time.ts';
import { fetchKey, fetchPeriodKeys } from './identity/fetch-key.ts';
import { findBookings } from './identity/find-bookings.ts';
import { createIdentityDesk } from './identity/identity-desk.ts';
import { createMaintenance } from './maintenance/maintenance.ts';
import { pinFileIn } from './maintenance/pin-file.ts';
import { createEventStream } from './page/event-stream.ts';
import { createPageServer } from './page/page-server.ts';
import { healthReport, pageState } from './page/page-state.ts';
import { progressOf } from './page/progress.ts';
import { pair } from './pairing.ts';
import { createPassDesk } from './pass-desk.ts';
import { onLateConfirmation, printJob, type PrinterPort } from './printing.ts';
import { readPublished, type Published } from './published.ts';
import { ticketLink } from './slip/ticket-slip.ts';
import { createRootKeeper } from './roots.ts';
import type { WindowSlipSource } from './slip/slip-source.ts';
import { openOutbox } from './store/open-outbox.ts';
import { createTurnedAway } from './turned-away.ts';

export type AgentOptions = {
  /** Folder of the agent's own file; made when it is missing. */
  readonly data: string;
  /** Origin of the hub. */
  readonly hub: string;
  /** Origin in the QR code, when visitors' phones reach the ticket page under another one than the hub's. */
  readonly linkBase: string | null;
  /** Folder of the built pages. */
  readonly dist: string;
  /** Loopback port of the kiosk page; 0 takes a free one. */
  readonly port: number;
  /** Origins that may show the page in a frame. */
  readonly ancestors: readonly string[];
  /** Known already (sample, file); null: as kept from an earlier run, or by pairing. */
  readonly credentials: Pairing | null;
  /** Name to pair under when there are no credentials. */
  readonly pairName: string | null;
  readonly printer: PrinterPort;
  /** Bars and speaker. */
  readonly devices: OpenDevices;
  /** Own clock, epoch ms. */
  readonly wall: () => number;
  readonly log: AgentLog;
  /** A broken invariant: the process must end and start again from its file. */
  readonly onBug: (error: unknown) => void;
};

/** pino fits. */
export type AgentLog = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
};

export type Agent = { readonly url: string; close(): Promise<void> };

const progressKeptMs = 10 * 60_000;
/** How long the first taps of a run wait for the hub to be reached. */
const hubWaitMs = 2_000;
const publishEveryMs = 20_000;
const paperWaitMs = 2_000;

/** Resolves when the page can be opened; the hub and the printer may still be away. Rejects for a file it cannot use. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  makeFolder(options.data, 0o700);
  const { printer, log, onBug } = options;
  const outbox = openOutbox(join(options.data, 'agent.db'));
  const { state } = outbox;
  const stream = createEventStream();
  const stopping = new AbortController();
  const build = buildOf(options.dist);
  let published = keptConfig(state.configVersion);
  let link: HubLink | null = null;
  let pairingCode: string | null = null;
  let isPublishing = false;

  const now = createHubTime({ heard: () => link?.now() ?? null, wall: options.wall, contactAt: () => state.contact.at });
  const roots = createRootKeeper({ hub: options.hub, token: () => state.pairing?.token ?? null, store: outbox.roots, now, changed: publish, onBug });
  const desk = createDesk(state, {
    commit: outbox.commit,
    context,
    send: (envelope, onReply) => link?.send(envelope, guarded((reply) => answered(envelope, reply, onReply))),
    canPrint: () => printer.health().fault === null,
    print: (job, onEnd) => void printJob(printer, job, slipSource()).then(guarded(onEnd), onBug),
    after(delayMs, run) {
      const timer = setTimeout(guarded(run), delayMs);
      return () => clearTimeout(timer);
    },
    personTag: (requestId) => identity.takeTag(requestId),
    changed: publish,
  });

  const keySource = { hub: options.hub, token: () => state.pairing?.token ?? null };
  const identity = createIdentityDesk({
    reader: options.devices.idReader, timers: systemTimers, dayKey: () => fetchKey(keySource, '/day-key'),
    periodKeys: () => fetchPeriodKeys(keySource), changed: publish, onBug,
  });
  const early = createEarlyTaps(desk.take);
  const turnedAway = createTurnedAway({
    now: () => Math.round(now()),
    after(delayMs, run) {
      const timer = setTimeout(guarded(run), delayMs);
      return () => clearTimeout(timer);
    },
    tell: (batch) => desk.tell((day) => ({ type: 'visitors.turnedAway', day, ...batch })),
  });
  const undecided = new Set<string>();

  /** Those taps that have ended since it was asked last: in a number, or in vain. */
  function countRefusals(): void {
    for (const requestId of undecided) {
      const issue = state.issueByRequest.get(requestId);
      if (!issue || issue.end === null) continue;
      undecided.delete(requestId);
      const [first] = issue.items;
      if (issue.end.kind === 'refused' && first) turnedAway.refused(issue.end.refusal.code, first.itemId);
    }
  }
  const deviceDesk = createDeviceDesk({
    devices: options.devices, hubUrl: options.hub, now, link: () => link,
    deviceId: () => state.pairing?.deviceId ?? null, hall: () => published?.hall ?? null,
  });

  function guarded<A extends unknown[]>(run: (...args: A) => void): (...args: A) => void {
    return (...args) => {
      try {
        run(...args);
      } catch (error) {
        onBug(error);
      }
    };
  }

  function keptConfig(version: number | null): Published | null {
    const body = version === null ? null : outbox.config(version);
    return body === null ? null : readPublished(body);
  }

  function context(): CoreContext | null {
    if (published === null || state.pairing === null) return null;
    const { hall } = published;
    const at = now();
    return { now: at, own: monotonicNow(), newId, config: hall, day: serviceDateAt(hall, at), isOpen: isOpenOffline(hall, state.contact, at) };
  }

  function slipSource(): WindowSlipSource | null {
    return published && { ...published, linkBase: options.linkBase ?? options.hub, isLinkPublic: options.linkBase !== null };
  }

  function progress(requestId: string): TicketProgress | null {
    const source = slipSource();
    return progressOf(state, requestId, (ticketId) => (source ? ticketLink(ticketId, source) : ''));
  }

  function answered(envelope: Envelope, reply: Reply | null, onReply: (reply: Reply | null) => void): void {
    if (reply !== null && reply.kind !== 'accepted') log.warn({ command: envelope.command.type, reply }, 'the hub did not accept');
    onReply(reply);
  }

  /** One look at everything per turn of the event loop, however much changed in it. */
  function publish(): void {
    if (isPublishing) return;
    isPublishing = true;
    setImmediate(guarded(() => {
      isPublishing = false;
      if (!stopping.signal.aborted) show();
    }));
  }

  function show(): void {
    countRefusals();
    const hub = link?.status() ?? null;
    const view = link?.view() ?? null;
    stream.publish('state', 'state', pageState({ build, state, published, hub, view, pairingCode, identity: identity.state(), printer: printer.health(), now: now() }));
    for (const { requestId, askedAt } of state.issueByRequest.values()) {
      if (now() - askedAt > progressKeptMs) stream.forget(requestId);
      else stream.publish('progress', requestId, progress(requestId));
    }
    const { parts } = healthReport(state, printer.health(), context()?.day ?? null);
    const root = roots.health();
    link?.health({ parts: [...(root ? [root] : []), ...parts, ...deviceDesk.parts()].slice(0, 20) });
  }

  /** A page that opens an hour after the last change sets its clock by what it hears first. */
  function openStream(): ReturnType<typeof stream.open> {
    show();
    return stream.open();
  }

  function connect(pairing: Pairing): void {
    const { epoch, seq } = state.contact;
    link = openHubLink({
      url: options.hub, token: pairing.token, seen: epoch === null ? null : { epoch, seq },
      desk: { hubHeard: guarded(desk.hubHeard), view: guarded(desk.view), orders: guarded(desk.orders), slips: guarded(desk.slips), dayPapers: guarded(desk.dayPapers) },
      hasConfig: (version) => outbox.config(version) !== null,
      onConfig: guarded(adopt),
      onBars: guarded(deviceDesk.bars),
      onLastRoot: guarded(roots.heard),
      onRootAcks: guarded(roots.acknowledged),
      onChange: guarded(() => {
        if (link?.status().link !== 'connecting') early.release();
        deviceDesk.heard(link?.status().link === 'live');
        publish();
      }),
    });
    deviceDesk.connected(link);
  }

  function adopt(version: number, body: string | null): void {
    if (version === published?.version || stopping.signal.aborted) return;
    if (body !== null) outbox.keepConfig(version, body);
    published = keptConfig(version) ?? published;
    desk.store([{ kind: 'configVersion', version }]);
    deviceDesk.adopted();
    log.info({ version }, 'configuration in force');
  }

  async function joinHall(name: string): Promise<void> {
    const pairing = await pair({
      hub: options.hub, name, signal: stopping.signal,
      pause: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
      onCode(code) {
        pairingCode = code;
        if (code !== null) log.info({ code }, 'pairing code');
        publish();
      },
    });
    desk.store([{ kind: 'pairing', row: pairing }]);
    connect(pairing);
  }

  function take(request: TakeRequest): TicketProgress | PageProblem {
    if (link?.status().link === 'refused') return { code: 'device.revoked' };
    const { requestId } = request;
    const isDecided = state.issueByRequest.get(requestId)?.end != null;
    const asked = identified(request);
    if (context() !== null && !state.issueByRequest.has(requestId)) undecided.add(requestId);
    if (!isDecided && context() !== null && early.hold(asked)) return { requestId, phase: 'asking' };
    const isTaken = desk.take(asked);
    return (isTaken ? progress(requestId) : null) ?? { code: 'kiosk.notReady' };
  }

  /** A card that was laid on to find a booking says who comes only where the hall asks that. */
  function identified(request: TakeRequest): TakeRequest {
    const { requestId, items, booking } = request;
    if (!identity.hasTag(requestId)) return request;
    const hall = published?.hall;
    const isAsked = booking === undefined || (hall !== undefined && identityAsked(hall, items.map(({ itemId }) => itemId)) !== 'no');
    if (!isAsked) identity.takeTag(requestId);
    return isAsked ? { ...request, isIdentified: true } : request;
  }

  function then(verb: (requestId: string) => void): (requestId: string) => TicketProgress | null {
    return (requestId) => {
      verb(requestId);
      return progress(requestId);
    };
  }

  /** A ticket that is being printed gets its outcome, if that does not take long. */
  async function lastPaper(): Promise<void> {
    for (let waitedMs = 0; waitedMs < paperWaitMs && [...state.jobById.values()].some(({ state: job }) => job === 'sending'); waitedMs += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  const app = await createPageServer({
    dist: options.dist, ancestors: options.ancestors, stream: { ...stream, open: openStream }, take, onBug,
    findPass: createPassDesk({ ...keySource, now: options.wall }).find, findBookings: (requestId) => findBookings(keySource, identity.takePeriodTags(requestId)),
    askIdentity: guarded(identity.ask), searched: turnedAway.searched,
    reprint: then(desk.reprint), note: then(desk.note), configBody: outbox.config,
    maintenance: createMaintenance({ file: pinFileIn(options.data), now: options.wall, log }),
  });
  // Hours begin and end without anything else happening.
  const clock = setInterval(publish, publishEveryMs);
  const hubWait = setTimeout(guarded(early.release), hubWaitMs);
  const close = async (): Promise<void> => {
    stopping.abort();
    clearTimeout(hubWait);
    clearInterval(clock);
    roots.close();
    stream.close();
    await app.close();
    await lastPaper();
    countRefusals();
    turnedAway.close();
    desk.close();
    identity.close();
    await deviceDesk.close();
    link?.close();
    await printer.close();
    outbox.close();
  };
  const port = await listen(app, options.port === 0 ? [outbox.port() ?? 0, 0] : [options.port]).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  outbox.keepPort(port);
  printer.onHealth(publish);
  printer.onHealth(guarded(desk.printerChanged));
  options.devices.onHealth(publish);
  onLateConfirmation(printer, guarded(desk.confirmed));
  const { credentials, pairName } = options;
  if (credentials && JSON.stringify(credentials) !== JSON.stringify(state.pairing)) desk.store([{ kind: 'pairing', row: credentials }]);
  if (state.pairing) connect(state.pairing);
  else if (pairName === null) log.warn({}, 'no credentials: start with --credentials or --pair');
  else joinHall(pairName).catch((error: unknown) => stopping.signal.aborted || onBug(error));
  publish();

  return { url: `http://127.0.0.1:${port}/`, close };
}

/**
 * Loopback port, the first of `wanted` that is free. With a free choice the last run's is tried first: a page that is
 * open finds its agent again after a restart. Rejects with the system's EADDRINUSE when none is free.
 */
async function listen(app: FastifyInstance, [port = 0, ...others]: readonly number[]): Promise<number> {
  try {
    await app.listen({ host: '127.0.0.1', port });
    // The server listens on an address, not on a pipe.
    return (app.server.address() as AddressInfo).port;
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken || others.length === 0) throw error;
    return listen(app, others);
  }
}

/** Changes when the built page changes. */
function buildOf(dist: string): string {
  try {
    return createHash('sha256').update(readFileSync(join(dist, 'kiosk', 'index.html'))).digest('hex').slice(0, 12);
  } catch {
    return 'none';
  }
}
