// A whole hub in one call: store and rules, then sockets, views and pages around them. `main.ts` and every test use it.
import { join } from 'node:path';
import type { ReadonlyHall } from '@hallcall/domain';
import type { SampleHall } from '@hallcall/protocol';
import { texts } from '@hallcall/text';
import type { FastifyInstance } from 'fastify';
import { createApp, createTicketApp } from './http/app.ts';
import { createForgetting } from './forget-persons.ts';
import { createGuard } from './http/guard.ts';
import type { Engine } from './engine/engine.ts';
import { createCloseDesk } from './close/close-desk.ts';
import { openDayKey } from './day-key.ts';
import { createEpochWatch } from './epoch.ts';
import { openKeys, type Keys } from './keys.ts';
import { listen } from './listen.ts';
import { openCore, type HubCore } from './open-core.ts';
import type { HubOptions } from './options.ts';
import { createBookingDesk } from './person/booking-desk.ts';
import { openPeriodKeys } from './person/period-keys.ts';
import { createPresence } from './presence.ts';
import { watchDatabase } from './quick-check.ts';
import { hasManager } from './registry/clerk.ts';
import { createReports } from './report/reports.ts';
import { ensureSample } from './sample/sample-hall.ts';
import { createSampleSide, type MutableSampleSide } from './sample/sample-side.ts';
import { attachSockets } from './socket.ts';
import { damaged } from './store/inspect-database.ts';
import type { Store } from './store/open-store.ts';
import { createTicker } from './ticker.ts';
import { createViews } from './view/views.ts';
import { createVoiceDesk } from './voice/voice-desk.ts';

export type Hub = {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** The same of the listener for visitors' telephones; null: there is none. */
  readonly ticketUrl: string | null;
  /** The one writing connection, for tests that make it fail. */
  readonly store: Store;
  readonly engine: Engine;
  /** Sentences for whoever started the hub: the set-up code, a configuration that stays out of force. */
  readonly notices: readonly string[];
  readonly state: () => ReadonlyHall;
  /** One second's worth of the clock; resolves after its commit. */
  readonly tick: () => Promise<void>;
  /** Null outside the sample hall and until the agent's address is known. */
  readonly sample: () => SampleHall | null;
  readonly setAgentUrl: (url: string) => void;
  readonly setSimulator: (name: string, url: string) => void;
  /** Answers what has arrived, says `bye`, checkpoints, lets go of the folder. */
  readonly close: () => Promise<void>;
};

/** Throws `Refusal` when the data folder, its database, its configuration or the port do not allow a start. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const core = await openCore(options);
  try {
    const sample = options.sample ? createSampleSide(await ensureSample({ ...core, ...options, folder: options.data, now: core.clock.now }), options) : null;
    const edges = await createEdges(options, core, sample);
    const { url, ticketUrl } = await listenAll(edges, options).catch(async (error: unknown) => {
      await edges.close();
      throw error;
    });
    const check = options.quickCheck ? watchDatabase(core.store.file, (reason) => options.fatal(damaged(core.store.file, { detail: reason }, null))) : null;
    return {
      url, ticketUrl, store: core.store, engine: core.engine, notices: core.notices, state: core.engine.state, tick: edges.tick,
      sample: () => sample?.hall() ?? null,
      setAgentUrl: (agentUrl) => sample?.setAgentUrl(agentUrl),
      setSimulator: (name, simulatorUrl) => sample?.setSimulator(name, simulatorUrl),
      async close() {
        await check?.close();
        await edges.close();
        core.close();
      },
    };
  } catch (error) {
    core.close();
    throw error;
  }
}

/** Sockets, views, HTTP and the clock, wired to the engine. */
async function createEdges(options: HubOptions, core: HubCore, sample: MutableSampleSide | null) {
  const { engine, tables, metrics, clock } = core;
  const { build, log, fatal } = options;
  const presence = createPresence();
  const guard = createGuard(options.sample ? ['hall.test', ...options.hosts] : options.hosts);
  const setup = sample ? { setupCode: () => null, setUpDone: () => undefined, metricsToken: null } : openSetup(options, core, openKeys(options.data));
  const dayKey = openDayKey(options.data);
  const { opening } = engine.core;
  const reports = createReports(core.store.file);
  const bookings = createBookingDesk({ engine, db: core.store.db, keys: openPeriodKeys(options.data), now: clock.now });
  const close = createCloseDesk({ engine, db: core.store.db, reports, touch: () => views.touch() });
  const http = {
    ...options, ...setup, voice: join(options.data, 'voice'), engine, tables, metrics, reports, bookings, roots: close.roots, guard, sample, now: clock.now,
    recheck: () => sockets.recheck(), touch: () => views.touch(), dayKey: () => dayKey.get(opening()),
  };
  const failed = (error: unknown): void => log.error({ err: error }, 'a request failed');
  const app = await createApp(http, failed);
  const ticketApp = options.ticketPort === null ? null : await createTicketApp(http, failed);
  const agents = () => tables.devices.all().filter(({ kind }) => kind === 'agent').map(({ deviceId }) => deviceId);
  const voice = createVoiceDesk({ engine, db: core.store.db, now: clock.now, monotonic: options.clock.monotonic, touch: () => views.touch() });
  const sockets = attachSockets(app.server, {
    voice, engine, tables, presence, build, fatal, now: clock.now, isOurs: guard, views: () => views, seenAhead: createEpochWatch({ engine, agents }),
  });
  const views = createViews({
    engine, build, now: clock.now, close,
    presence: () => presence.view(tables.devices.all(), voice.presence()),
    rooms: () => sockets.io.sockets.adapter.rooms.keys(),
    send(key, message) {
      metrics.views(1);
      sockets.io.to(key).emit('view', message);
    },
  });
  engine.afterGroup(views.touch);
  const forgetting = createForgetting({
    db: core.store.db, key: dayKey, opening, failed: (error) => log.error({ err: error }, 'the day key could not be changed; it is tried again'),
  });
  engine.afterGroup(forgetting.committed);
  forgetting.committed();
  const ticker = createTicker({ engine, clock, fatal, everyMs: options.tickMs, stepped: sockets.moveClock, after: async () => {
    sockets.recheck();
    forgetting.retry();
    await voice.tick();
    await bookings.tick();
    // The clock does not wait for it.
    close.tick().catch(fatal);
  } });
  await ticker.tick();
  return {
    app, ticketApp,
    tick: ticker.tick,
    async close() {
      ticker.stop();
      await engine.stop();
      views.stop();
      await sockets.close();
      await reports.close();
      await ticketApp?.close();
      await app.close();
    },
  };
}

async function listenAll({ app, ticketApp }: { readonly app: FastifyInstance; readonly ticketApp: FastifyInstance | null }, options: HubOptions): Promise<Pick<Hub, 'url' | 'ticketUrl'>> {
  const url = await listen(app, options);
  return { url, ticketUrl: ticketApp && (await listen(ticketApp, { ...options, port: options.ticketPort ?? 0 })) };
}

/** Production only: the code that makes the first manager, and what guards the figures. */
function openSetup({ language }: HubOptions, { tables, notices }: HubCore, keys: Keys) {
  const setupCode = (): string | null => (hasManager(tables) ? null : keys.setupCode());
  const code = setupCode();
  if (code !== null) notices.push(texts(language).commandLine.setupCode({ code }));
  return { setupCode, setUpDone: keys.endSetup, metricsToken: keys.metricsToken() };
}
