// A kiosk: the real agent on its own file behind a line that may be spoilt, and a simulated printer that outlives it.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BookingsOfCard, Credentials, TicketProgress } from '@hallcall/protocol';
import { createDroppableProxy, type DroppableProxy } from '@hallcall/testkit';
import Database from 'better-sqlite3';
import { isOfClosedDay, isSettled, postToAgent, readPage, readTray, tapAgent, type Paper } from '../chaos/kiosk-page.ts';
import { killRunning, killStarting, readyMark, readyOf, startProgram, type Program, type ProgramOptions } from '../chaos/program.ts';
import { until } from '../chaos/until.ts';
import { bookingsOfCard, layCard, startCardReader } from './card.ts';
import type { Load, TortureHall } from './hall.ts';

export type Kiosk = {
  readonly deviceId: string;
  /** Between agent and hub. */
  readonly line: DroppableProxy;
  readonly pid: () => number;
  readonly isRunning: () => boolean;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** SIGKILL; rejects when it was gone before. */
  readonly kill: () => Promise<void>;
  /** From now on it may end by itself, until it is started. */
  readonly letEnd: () => void;
  /** One that runs already goes on. */
  readonly start: () => Promise<void>;
  /** Rejects when it ends without having been killed. */
  readonly ruined: Promise<never>;
  /** Started, and killed again so long after, ready or not. */
  readonly killStarting: (afterMs: number) => Promise<void>;
  /** Null while the agent is away. */
  readonly tap: (requestId: string, wish: Readonly<Record<string, unknown>>) => Promise<TicketProgress | null>;
  /** Somebody lays a card on for this tap; true when it was read. */
  readonly layCard: (asked: { readonly requestId: string; readonly label: string; readonly isForBooking: boolean }) => Promise<boolean>;
  /** What was booked by whose card was read for this tap. */
  readonly bookings: (requestId: string) => Promise<BookingsOfCard['bookings']>;
  /** Asks for a second copy; nothing happens while the agent is away. */
  readonly reprint: (requestId: string) => Promise<void>;
  /** Resolves when the hub has been told everything; a link counts as live for 1.5 s after it broke. */
  readonly settled: () => Promise<void>;
  /** Everything that was ever printed; asked for often enough, for the simulated tray holds only the newest. */
  readonly papers: () => Promise<readonly Paper[]>;
  /** As `papers`, of closed days. */
  readonly dayPapers: () => Promise<readonly Paper[]>;
  /** The roots in its own file. */
  readonly roots: () => readonly KeptRoot[];
  readonly close: () => Promise<void>;
};

/** `told`: another root that a hub told later for the same close. */
export type KeptRoot = { readonly date: string; readonly lastSeq: number; readonly root: string; readonly told: string | null };

/** An agent shares its file with nobody, so a copy is read; it writes nothing meanwhile. */
function readRoots(file: string): readonly KeptRoot[] {
  const copy = `${file}.copy`;
  for (const suffix of ['', '-wal']) if (existsSync(file + suffix)) cpSync(file + suffix, copy + suffix);
  const db = new Database(copy);
  try {
    return db.prepare<[], KeptRoot>('select date, last_seq as lastSeq, root, told from root order by date, last_seq').all();
  } finally {
    db.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
  }
}

const root = join(import.meta.dirname, '../..');
export async function openKiosk({ data, port }: TortureHall, credentials: Credentials, { nodeArgs, env }: Load): Promise<Kiosk> {
  const { deviceId } = credentials;
  const folder = join(data, deviceId);
  mkdirSync(folder);
  writeFileSync(join(folder, 'credentials.json'), JSON.stringify(credentials));
  const line = await createDroppableProxy(port);
  const printer = await startProgram({
    command: [process.execPath, join(root, 'hardware/printer/src/simulator/main.ts'), '--tcp', '0', '--control', '0'], readyMark, env: {},
  });
  const { port: printerPort, control } = readyOf(printer);
  const reader = await startCardReader(root);
  writeFileSync(join(folder, 'devices.json'), JSON.stringify({ idReader: { address: reader.address } }));
  const program = (agentPort: string): ProgramOptions => ({
    command: [
      process.execPath, ...nodeArgs, join(root, 'apps/agent/src/main.ts'), '--child', '--port', agentPort, '--hub', line.url, '--data', folder,
      '--dist', join(data, 'dist'), '--printer', `tcp://127.0.0.1:${String(printerPort)}`, '--credentials', join(folder, 'credentials.json'),
      '--devices', join(folder, 'devices.json'),
    ],
    readyMark, env,
  });
  const paperByNth = new Map<number, Paper>();
  let agent = await startProgram(program('0'));
  const url = String(readyOf(agent)['url']);
  const tray = async (): Promise<Paper[]> => {
    for (const paper of await readTray(String(control))) paperByNth.set(paper.nth, paper);
    return [...paperByNth.values()];
  };
  let isExpected = false;
  const { promise: ruined, reject: ruin } = Promise.withResolvers<never>();
  ruined.catch(() => undefined);
  const watch = async (one: Program): Promise<void> => {
    const code = await one.ended;
    if (!isExpected) ruin(new Error(`the agent ${deviceId} ended by itself with ${String(code)}: ${one.said()}`));
  };
  void watch(agent);
  return {
    deviceId, line, ruined,
    letEnd: () => void (isExpected = true),
    kill() {
      isExpected = true;
      return killRunning(agent);
    },
    pid: () => agent.pid,
    isRunning: () => agent.isRunning(),
    signal: (signal) => agent.signal(signal),
    async start() {
      if (!agent.isRunning()) {
        agent = await startProgram(program(new URL(url).port));
        void watch(agent);
      }
      isExpected = false;
    },
    killStarting: (afterMs) => killStarting(program(new URL(url).port), afterMs),
    tap: (requestId, wish) => tapAgent(url, requestId, wish),
    layCard: (asked) => layCard(url, reader, asked),
    bookings: (requestId) => bookingsOfCard(url, requestId),
    reprint: (requestId) => postToAgent(url, '/page/reprint', { requestId }).then(() => undefined, () => undefined),
    async settled() {
      await until(() => readPage(url), isSettled, 60_000);
    },
    papers: async () => (await tray()).filter((paper) => !isOfClosedDay(paper)),
    dayPapers: async () => (await tray()).filter(isOfClosedDay),
    roots: () => readRoots(join(folder, 'agent.db')),
    async close() {
      isExpected = true;
      agent.signal('SIGKILL');
      await agent.ended;
      printer.signal('SIGKILL');
      reader.close();
      await line.close();
    },
  };
}

/** Pairs one more kiosk, as a manager at the console does. */
export async function pairKiosk({ hub, sample }: TortureHall, deviceId: string): Promise<Credentials> {
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${sample.manager.token}` };
    const response = await fetch(new URL(path, hub().url), { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  };
  const { pairingId, secret, code } = (await post('pairing', { kind: 'agent', name: deviceId })) as Record<string, string>;
  await post('pairing/confirm', { code, deviceId, boardId: null });
  return (await post('pairing/claim', { pairingId, secret })) as Credentials;
}
