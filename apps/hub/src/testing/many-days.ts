// A hall on a real file with as many closed service days as are wanted, played through the engine as the wire would.
import { isFact, type Actor, type HallConfig } from '@hallcall/domain';
import { Envelope, type Reply } from '@hallcall/protocol';
import { manager, kiosk, clerkAt, testConfig } from '@hallcall/testkit';
import { createClock } from '../clock.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { testClock, temporaryFolder, type TestClock } from './test-hub.ts';

/** Thursday 1 January 2026, 09:00 in Shanghai. */
export const firstMorning = Date.UTC(2026, 0, 1, 1);
const [minuteMs, dayMs] = [60_000, 86_400_000];

export type ManyDays = {
  readonly folder: string;
  readonly engine: Engine;
  readonly clock: TestClock;
  readonly send: (actor: Actor, command: Record<string, unknown>) => Promise<void>;
  /** 0 is the first day: three tickets, one of them served, closed by the manager. */
  readonly playDay: (index: number) => Promise<void>;
  /** One ticket that nobody calls, all in one commit. */
  readonly shortDay: (index: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** In an empty folder, or in one that an earlier call has left; `seed` makes the ids differ. */
export async function openManyDays({ hallId = 'test', seed = 'a', folder = temporaryFolder(), hall = {} }: { hallId?: string; seed?: string; folder?: string; hall?: Partial<Record<keyof HallConfig, unknown>> } = {}): Promise<ManyDays> {
  const clock = testClock(firstMorning);
  const store = openStore({ folder });
  let ids = 0;
  const newId = (): string => `${seed}${String((ids += 1)).padStart(21, '0')}`;
  const engine = await openEngine(store, { clock, newId, hall: testConfig({ ...hall, hallId }) });
  const send: ManyDays['send'] = async (actor, command) => {
    const expiresAt = isFact({ type: String(command['type']) }) ? null : clock.now + 1_000;
    const envelope = Envelope.parse({ hallId, commandId: newId(), expiresAt, command });
    const reply = await new Promise<Reply>((resolve) => engine.submit(actor, envelope, resolve));
    if (reply.kind !== 'accepted') throw new Error(JSON.stringify(reply));
  };
  return {
    folder, engine, clock, send,
    async playDay(index) {
      clock.now = firstMorning + index * dayMs;
      await send(manager, { type: 'day.open' });
      await send(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
      const tickets = [newId(), newId(), newId()];
      for (const ticketId of tickets) await send(kiosk(), { type: 'ticket.issue', ticketId, items: [{ itemId: 'market-1', count: 1 }], language: 'zh', paper: 'none' });
      clock.now += 10 * minuteMs;
      await send(clerkAt('w1'), { type: 'window.callNext', windowId: 'w1', active: null });
      await send(clerkAt('w1'), { type: 'stop.start', windowId: 'w1', ticketId: tickets[0] });
      clock.now += 5 * minuteMs;
      await send(clerkAt('w1'), { type: 'stop.finish', windowId: 'w1', ticketId: tickets[0], outcome: 'completed', count: 2, caseRef: null });
      await send(manager, { type: 'day.close' });
    },
    async shortDay(index) {
      clock.now = firstMorning + index * dayMs;
      const ticket = { type: 'ticket.issue', ticketId: newId(), items: [{ itemId: 'market-1', count: 1 }], language: 'zh', paper: 'none' };
      await Promise.all([send(manager, { type: 'day.open' }), send(kiosk(), ticket), send(manager, { type: 'day.close' })]);
    },
    async close() {
      await engine.stop();
      store.close();
    },
  };
}

function fatal(error: unknown): never {
  throw error;
}

async function openEngine({ db }: Store, { clock, newId, hall }: { readonly clock: TestClock; readonly newId: () => string; readonly hall: HallConfig }): Promise<Engine> {
  const report = { answered: () => undefined, group: () => undefined, bug: fatal, storage: () => undefined };
  const engine = createEngine({ db, clock: createClock(clock), newId, report, fatal });
  if (engine.state().config > 0) return engine;
  await engine.change(() => engine.core.configs.add(1, clock.now, { hall: JSON.stringify(hall), catalogue: 'null', catalogueSource: '' }));
  await engine.tell({ type: 'config.adopt', version: 1 });
  return engine;
}
