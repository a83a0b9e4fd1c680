// The sample hall as real processes behind the pages: what a test may ask of it beside clicking.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, type HubConfig } from '@hallcall/client';
import type { PublishedConfig, SampleHall, TakeTicket, TicketProgress } from '@hallcall/protocol';
import { bootHall, type Hall, type HallOptions } from '@hallcall/scripts/hall';
import Database from 'better-sqlite3';
import { steadyDay } from '../chaos/day-change.ts';
import { firstState } from '../chaos/kiosk-page.ts';
import { until } from '../chaos/until.ts';

/** A piece of paper that left the simulated printer, decoded from its bytes. */
export type Paper = { readonly number: number; readonly text: readonly string[]; readonly qr: readonly string[]; readonly cut: string; readonly jobIds: readonly string[] };
export type Issued = Extract<TicketProgress, { phase: 'issued' }>;

export type PageHall = {
  readonly hall: Hall;
  readonly data: string;
  /** What the hall page is told: PINs and tokens. */
  readonly sample: Pick<SampleHall, 'windows' | 'boards' | 'manager'>;
  /** The immutable document that names everything. */
  readonly config: HubConfig;
  /** An item that this window serves first, and its department. */
  readonly itemAt: (windowId: string) => Chosen;
  /** Takes a ticket as the kiosk's page does, without a page, and waits until nothing is being printed. */
  readonly take: (itemId: string, person?: Pick<TakeTicket, 'personClass' | 'needs'>) => Promise<Issued>;
  /** Resolves when the kiosk's agent hears the hub. */
  readonly live: () => Promise<void>;
  readonly papers: () => Promise<readonly Paper[]>;
  readonly fault: (fault: string, on: boolean) => Promise<void>;
  /** Asks hub and agent something small; rejects when one of them does not answer within a second. */
  readonly answers: () => Promise<void>;
  /** Stops every process; rejects when one did not end cleanly by itself. */
  readonly close: () => Promise<void>;
};

export type Chosen = { readonly departmentId: string; readonly department: string; readonly itemId: string; readonly item: string; readonly zone: string; readonly prefix: string };

/** Boots hub, agent and printer in a folder of their own. */
/** `prepare` fills the data folder before the start. */
export async function openPageHall({ prepare, ...options }: Partial<HallOptions> & { readonly prepare?: (data: string) => void } = {}): Promise<PageHall> {
  const data = mkdtempSync(join(tmpdir(), 'hallcall-e2e-'));
  prepare?.(data);
  const dist = process.env['HALLCALL_DIST'] ?? '';
  const hall = await bootHall({ port: 0, data, dist, ...options, hubEnv: { ...steadyDay(), ...options.hubEnv } });
  // The hub's own file, and its own document.
  const sample = JSON.parse(readFileSync(join(data, 'sample.json'), 'utf8')) as PageHall['sample'];
  const config = (await (await fetch(new URL('config/1', hall.url))).json()) as PublishedConfig<HubConfig['catalogue']> as HubConfig;
  const live = async (): Promise<void> => {
    await until(() => firstState(hall.agentUrl), (state) => state.includes('"link":"live"') && !state.includes('"config":null'));
  };
  await live();
  return {
    hall, data, sample, config, live,
    itemAt: (windowId) => chosenAt(config, windowId),
    take: (itemId, person = {}) => takeTicket(hall, { itemId, ...person }),
    papers: async () => (await (await fetch(new URL('/tickets', hall.printerUrl))).json()) as Paper[],
    async fault(fault, on) {
      const answer = await fetch(new URL('/fault', hall.printerUrl), { method: 'POST', body: JSON.stringify({ fault, on }) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async answers() {
      const signal = AbortSignal.timeout(1_000);
      await Promise.all([fetch(new URL('health', hall.url), { signal }), fetch(new URL('/kiosk/', hall.agentUrl), { signal })]);
    },
    async close() {
      const codes = await hall.stop();
      if (codes.some((code) => code !== 0)) throw new Error(`agent, hub and printer ended with ${JSON.stringify(codes)}; their logs are in ${data}`);
      rmSync(data, { recursive: true });
    },
  };
}

function chosenAt({ hall, catalogue }: HubConfig, windowId: string): Chosen {
  const zone = hall.windows.find(({ id }) => id === windowId)?.zone ?? '';
  const department = catalogue.departments.find((candidate) => candidate.zone === zone);
  const item = department?.items[0];
  if (!department || !item) throw new Error(`nothing is served at ${windowId}`);
  return { departmentId: department.id, department: department.zh, itemId: item.id, item: item.zh, zone, prefix: department.prefix };
}

async function takeTicket(hall: Hall, { itemId, ...person }: Pick<TakeTicket, 'personClass' | 'needs'> & { readonly itemId: string }): Promise<Issued> {
  const body = JSON.stringify({ requestId: newId(), items: [{ itemId, count: 1 }], chain: null, language: 'zh', ...person });
  const headers = { 'content-type': 'application/json', origin: new URL(hall.agentUrl).origin };
  const tap = async () => {
    const answer = await fetch(new URL('/page/take', hall.agentUrl), { method: 'POST', headers, body });
    return (await answer.json()) as TicketProgress;
  };
  const last = await until(tap, (progress) => progress.phase === 'refused' || (progress.phase === 'issued' && progress.paper !== 'printing'));
  if (last.phase !== 'issued') throw new Error(`no ticket: ${JSON.stringify(last)}`);
  return last;
}

/** The newest event of a type as the hub's log has it, read beside the running hub. */
export function newestEvent(data: string, type: string): unknown {
  const db = new Database(join(data, 'hall.db'), { readonly: true });
  try {
    const row = db.prepare<[string], { body: string }>('select body from event where type = ? order by seq desc limit 1').get(type);
    return row === undefined ? null : JSON.parse(row.body);
  } finally {
    db.close();
  }
}
