// A whole agent in the test's process: real file, real printer driver, real simulator, real sockets.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemTimers } from '@hallcall/link';
import { createPrinter, loadProfile, startPrinterSimulator, type PrinterSimulator } from '@hallcall/printer';
import type { KioskPageState, TicketProgress } from '@hallcall/protocol';
import { noDevices } from '../device/device-file.ts';
import { openDevices } from '../device/open-devices.ts';
import { startAgent, type Agent, type AgentOptions } from '../start-agent.ts';
import { credentials } from './stand-in-hub.test.helper.ts';

/** Short enough for a test; nothing here asserts how long anything took. */
const timing = {
  link: { openMs: 1000, firstRetryMs: 20, lastRetryMs: 100, soundAfterMs: 1000 },
  connectMs: 1000, replyMs: 250, pollMs: 40, ackMs: 700, ackPollMs: 60, faultGraceMs: 150, writeSlackMs: 600, recoverMs: 20,
};
const log = { info: () => undefined, warn: () => undefined };

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'agent-'));

export function builtPages(): string {
  const dist = freshFolder();
  mkdirSync(join(dist, 'kiosk'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'kiosk', 'index.html'), '<!doctype html><title>kiosk</title>');
  writeFileSync(join(dist, 'assets', 'page-abc.js'), 'export {};');
  return dist;
}

export const simulate = (): Promise<PrinterSimulator> => startPrinterSimulator({ line: { kind: 'tcp', port: 0 }, controlPort: 0, powerOffMs: 50 });

export function runAgent(hub: string, simulator: PrinterSimulator, more: Partial<AgentOptions> = {}, profile = 'gsH-80mm'): Promise<Agent> {
  const printer = createPrinter({
    address: { kind: 'tcp', host: '127.0.0.1', port: simulator.port ?? 0 }, profile: loadProfile(profile), now: Date.now,
    timers: systemTimers, log, timing,
  });
  return startAgent({
    data: freshFolder(), hub, linkBase: null, dist: builtPages(), port: 0, ancestors: [], credentials, pairName: null, printer,
    devices: openDevices(noDevices, { now: () => Date.now(), log: { info: () => undefined, warn: () => undefined } }),
    wall: Date.now, log, onBug(error) { throw error; }, ...more,
  });
}

let taps = 0;
export const newTap = (itemId = 'IA', language: 'zh' | 'en' = 'zh') => {
  taps += 1;
  return { requestId: `tap-${String(taps).padStart(16, '0')}`, items: [{ itemId, count: 1 }], chain: null, language };
};

export async function post(agent: Agent, path: string, body: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(new URL(path, agent.url), {
    method: 'POST', headers: { 'content-type': 'application/json', origin: new URL(agent.url).origin }, body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** The last `state` (or `progress` of one tap) of a fresh stream. */
export async function pageState(agent: Agent): Promise<KioskPageState> {
  const events = await firstEvents(agent);
  return JSON.parse(events.get('state') ?? '') as KioskPageState;
}

async function firstEvents(agent: Agent): Promise<Map<string, string>> {
  const aborter = new AbortController();
  const response = await fetch(new URL('/page/events', agent.url), { signal: aborter.signal });
  const events = new Map<string, string>();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (/\nevent: state\ndata: .*\n\n/u.test(text)) break;
  }
  aborter.abort();
  for (const [, name = '', data = ''] of text.matchAll(/event: (\w+)\ndata: (.*)\n\n/gu)) events.set(name, data);
  return events;
}

/** Waits until `look` gives something that `isGood` accepts. */
export async function until<T>(look: () => T | Promise<T>, isGood: (value: T) => boolean): Promise<T> {
  let value = await look();
  for (let tries = 0; tries < 600 && !isGood(value); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    value = await look();
  }
  if (!isGood(value)) throw new Error(`never came true: ${JSON.stringify(value)}`);
  return value;
}

/** Taps, and taps the same again until the paper's truth is known. */
export async function takeAndPrint(agent: Agent, tap = newTap()): Promise<Extract<TicketProgress, { phase: 'issued' }>> {
  const progress = await until(
    async () => (await post(agent, '/page/take', tap)).body as TicketProgress,
    (value) => value.phase === 'issued' && value.paper !== 'printing',
  );
  if (progress.phase !== 'issued') throw new Error('not issued');
  return progress;
}

export const isLive = (agent: Agent) => until(() => pageState(agent), ({ hub, config }) => hub.link === 'live' && config === 1);
