// The sample hall as processes of this machine: hub, kiosk's agent and printer simulator, with what tests ask of them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credentials, KioskPageState, SampleHall, TicketProgress } from '@hallcall/protocol';
import { bootHall, type Hall } from '@hallcall/scripts/hall';
import Database from 'better-sqlite3';
import { steadyDay } from './day-change.ts';
import { isSettled, postToAgent, readPage, readPapers, tapAgent, type Paper } from './kiosk-page.ts';
import { connectPeer, type Peer } from './peer.ts';
import { until } from './until.ts';

export type Issued = Extract<TicketProgress, { phase: 'issued' }>;
export type TicketRow = {
  readonly number: string; readonly n: number; readonly status: string; readonly reason: string | null; readonly paper: string;
  readonly issuedAt: number; readonly placeAt: number; readonly ticketId: string;
};

export type RealHall = {
  readonly hall: Hall;
  readonly data: string;
  readonly tokens: { readonly agent: string; readonly manager: string; readonly board: string; readonly window: (windowId: string) => string };
  /** A fresh connection; closed with the hall. */
  readonly connect: (token: string) => Promise<Peer>;
  /** One tap at the kiosk, or the same one again. Null while the agent is away. */
  readonly tap: (requestId: string) => Promise<TicketProgress | null>;
  /** Taps until there is a number and nothing is being printed any more. */
  readonly untilPrinted: (requestId: string) => Promise<Issued>;
  readonly verb: (verb: 'reprint' | 'note', requestId: string) => Promise<TicketProgress>;
  /** What the kiosk's page shows now. */
  readonly page: () => Promise<KioskPageState>;
  /** Resolves when the agent hears the hub, knows its configuration, has told it everything and prints nothing. */
  readonly settled: () => Promise<void>;
  /** What lies in the tray. */
  readonly papers: () => Promise<readonly Paper[]>;
  readonly printerFault: (fault: string, on: boolean) => Promise<void>;
  readonly kill: (part: 'hub' | 'agent') => Promise<void>;
  /** Tickets as the hub's database has them. */
  readonly tickets: () => readonly TicketRow[];
  /** Stops everything; rejects when something did not end cleanly by itself. */
  readonly close: () => Promise<void>;
};

/** Boots the hall in a folder of its own. The pages are not built: these tests are the pages. */
export async function openRealHall(options: { readonly port?: number; readonly agentArgs?: readonly string[] } = {}): Promise<RealHall> {
  const data = mkdtempSync(join(tmpdir(), 'hallcall-chaos-'));
  // Programs that are started dozens of times need not compile the same files each time.
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'hallcall-compile-cache');
  mkdirSync(join(data, 'dist/kiosk'), { recursive: true });
  writeFileSync(join(data, 'dist/kiosk/index.html'), '<!doctype html><title>kiosk</title>');
  const hall = await bootHall({ port: options.port ?? 0, data, dist: join(data, 'dist'), agentArgs: options.agentArgs ?? [], hubEnv: steadyDay() });
  const peers: Peer[] = [];
  const post = (path: string, body: unknown): Promise<Response> => postToAgent(hall.agentUrl, path, body);
  const tap: RealHall['tap'] = (requestId) => tapAgent(hall.agentUrl, requestId, { items: [{ itemId: 'D01-01', count: 1 }] });
  const page = (): Promise<KioskPageState> => readPage(hall.agentUrl);
  return {
    hall, data, tap, page,
    tokens: tokensOf(data),
    async connect(token) {
      const peer = await connectPeer(hall.url, token);
      peers.push(peer);
      return peer;
    },
    async untilPrinted(requestId) {
      const last = await until(() => tap(requestId), (seen) => seen?.phase === 'issued' && seen.paper !== 'printing');
      if (last?.phase !== 'issued') throw new Error('no ticket');
      return last;
    },
    verb: async (verb, requestId) => (await (await post(`/page/${verb}`, { requestId })).json()) as TicketProgress,
    async settled() {
      await until(page, isSettled);
    },
    papers: () => readPapers(hall.printerUrl),
    async printerFault(fault, on) {
      await fetch(new URL('/fault', hall.printerUrl), { method: 'POST', body: JSON.stringify({ fault, on }) });
    },
    async kill(part) {
      hall[part].signal('SIGKILL');
      await hall[part].ended;
    },
    tickets: () => readTickets(data),
    async close() {
      for (const peer of peers) peer.close();
      const codes = await hall.stop();
      if (codes.some((code) => code !== 0)) throw new Error(`agent, hub and printer ended with ${JSON.stringify(codes)}; their logs are in ${data}`);
      rmSync(data, { recursive: true });
    },
  };
}

/** Rows of the read tables, oldest first, read beside the running hub. */
export function readTickets(data: string): TicketRow[] {
  const db = new Database(join(data, 'hall.db'), { readonly: true });
  try {
    return db.prepare<[], TicketRow>(`
      select prefix || ' ' || n as number, n, status, reason, paper, issued_at as issuedAt, place_at as placeAt, ticket_id as ticketId
      from ticket join stop using (ticket_id) order by issue_seq`).all();
  } finally {
    db.close();
  }
}

function tokensOf(data: string): RealHall['tokens'] {
  // Both files are the hub's own.
  const sample = JSON.parse(readFileSync(join(data, 'sample.json'), 'utf8')) as SampleHall;
  const agent = JSON.parse(readFileSync(join(data, 'agent-credentials.json'), 'utf8')) as Credentials;
  return {
    agent: agent.token,
    manager: sample.manager.token,
    board: sample.boards[0]?.token ?? '',
    window: (windowId) => sample.windows.find((window) => window.windowId === windowId)?.token ?? '',
  };
}
