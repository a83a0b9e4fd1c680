// The hall under torture: a hub on a real file that may be killed and started again at its port, and what everybody needs to reach it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SampleHall } from '@hallcall/protocol';
import Database from 'better-sqlite3';
import { killHubStarting, startHubProcess, type HubProcess, type HubProcessOptions } from '../chaos/hub-process.ts';
import { killRunning } from '../chaos/program.ts';

export type TortureHall = {
  readonly data: string;
  readonly port: number;
  readonly hub: () => HubProcess;
  /** When it was ready, by `performance.now`. */
  readonly upSince: () => number;
  readonly sample: SampleHall;
  readonly agentToken: string;
  /** SIGKILL; resolves when it is gone. Rejects when it was gone before. */
  readonly killHub: () => Promise<void>;
  /** `load`: another than at first, for this one life. */
  readonly startHub: (load?: Load) => Promise<void>;
  /** Started, and killed again so long after, ready or not. */
  readonly killHubStarting: (afterMs: number) => Promise<void>;
  /** How often it was started. */
  readonly life: () => number;
  /** Rejects when the hub ends without having been killed. */
  readonly ruined: Promise<never>;
  /** Reads one moment of the file, beside the hub. */
  readonly read: <T>(look: (db: Database.Database) => T) => T;
  readonly close: () => Promise<void>;
};

/** For `node` before the program, and its environment. */
export type Load = { readonly nodeArgs: readonly string[]; readonly env: Readonly<Record<string, string>> };

/** Starts the hub for the first time. `load`: what is put around the product's own program. */
export async function openTortureHall(first: Load): Promise<TortureHall> {
  const data = mkdtempSync(join(tmpdir(), 'hallcall-torture-'));
  // Programs that are started hundreds of times need not compile the same files each time.
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'hallcall-compile-cache');
  mkdirSync(join(data, 'dist/kiosk'), { recursive: true });
  writeFileSync(join(data, 'dist/kiosk/index.html'), '<!doctype html><title>kiosk</title>');
  const program = (port: number, load: Load): HubProcessOptions =>
    ({ data, port, under: [], args: ['--dist', join(data, 'dist')], nodeArgs: load.nodeArgs, env: { ...first.env, ...load.env } });
  let hub = await startHubProcess(program(0, first));
  let isExpected = false;
  let upSince = performance.now();
  let life = 1;
  const { promise: ruined, reject: ruin } = Promise.withResolvers<never>();
  ruined.catch(() => undefined);
  const watch = async (one: HubProcess): Promise<void> => {
    const code = await one.ended;
    if (!isExpected) ruin(new Error(`the hub ended by itself with ${String(code)}: ${one.said()}`));
  };
  void watch(hub);
  const port = Number(new URL(hub.url).port);
  return {
    data, port, ruined,
    hub: () => hub,
    upSince: () => upSince,
    sample: await hub.sample(),
    agentToken: hub.kiosk().token,
    life: () => life,
    async killHub() {
      isExpected = true;
      await killRunning(hub);
    },
    async startHub(load = first) {
      life += 1;
      hub = await startHubProcess(program(port, load));
      upSince = performance.now();
      isExpected = false;
      void watch(hub);
    },
    killHubStarting(afterMs) {
      life += 1;
      return killHubStarting(program(port, first), afterMs);
    },
    read(look) {
      const db = new Database(join(data, 'hall.db'), { readonly: true });
      try {
        return db.transaction(() => look(db))();
      } finally {
        db.close();
      }
    },
    async close() {
      isExpected = true;
      hub.signal('SIGCONT');
      await hub.kill('SIGKILL');
    },
  };
}

export const discard = ({ data }: TortureHall): void => rmSync(data, { recursive: true, force: true });
