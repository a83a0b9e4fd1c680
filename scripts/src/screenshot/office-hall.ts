// A hall with hours of its own: its hub runs in this process on a clock that the pictures move on; beside it a kiosk's agent, a printer and a card reader.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubDefaults, startHub } from '@hallcall/hub';
import { sampleSource } from '@hallcall/hub/hall';
import type { PairingReply, SessionReply } from '@hallcall/protocol';
import { readyOf, startPrinter, startReader } from '../hall/boot-hall.ts';
import { startChild } from '../hall/child.ts';

export type OfficeHall = {
  readonly url: string;
  readonly agentUrl: string;
  readonly readerUrl: string;
  readonly printerUrl: string;
  /** Of the console. */
  readonly token: string;
  /** Of a clerk of its own at this window. */
  readonly windowToken: (windowId: string) => Promise<string>;
  /** The clock goes on from this moment, ISO text; never back. */
  readonly at: (moment: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Place = { readonly data: string; readonly dist: string };
const root = new URL('../../../', import.meta.url).pathname;
const pin = '24681357';
const readyMs = 30_000;
const settleMs = 2_000;

/** `change` makes the hall from the sample's; the clock starts at `moment`. `data` is an empty folder. */
export async function openOfficeHall({ data, dist }: Place, moment: string, change: (hall: Record<string, unknown>) => void): Promise<OfficeHall> {
  writeHall(data, change);
  let shiftMs = Date.parse(moment) - performance.now();
  const now = (): number => shiftMs + performance.now();
  const hub = await startHub({ ...hubDefaults, data, dist, port: 0, tickMs: 250, quickCheck: false, pinCost: 1024, clock: { wall: now, monotonic: now } });
  const token = await setUp(hub.url, /[\w-]{16}/.exec(hub.notices.join('\n'))?.[0] ?? '');
  const [printer, reader] = await Promise.all([startPrinter({ data }), startReader({ data })]);
  const agent = await startAgent({ data, dist }, { hub: hub.url, token, printerPort: readyOf(printer).port, readerPort: readyOf(reader).port });
  return {
    url: hub.url, agentUrl: (JSON.parse(agent.readyLine) as { url: string }).url, readerUrl: readyOf(reader).control, printerUrl: readyOf(printer).control, token,
    async windowToken(windowId) {
      // One clerk sits at one window.
      const clerkId = `c-${windowId}`;
      await ask(hub.url, `PUT clerks/${clerkId}`, { name: clerkId, role: 'clerk', pin, isDisabled: false }, token);
      return ((await ask(hub.url, 'POST session', { clerkId, pin, windowId })) as SessionReply).token;
    },
    async at(next) {
      shiftMs = Date.parse(next) - performance.now();
      await hub.tick();
      await new Promise((resolve) => setTimeout(resolve, settleMs));
    },
    async close() {
      for (const child of [agent, printer, reader]) await child.stop();
      await hub.close();
    },
  };
}

function writeHall(data: string, change: (hall: Record<string, unknown>) => void): void {
  const { hall, catalogueText } = sampleSource();
  const own: Record<string, unknown> = { ...structuredClone(hall), hallId: 'office' };
  change(own);
  writeFileSync(join(data, 'hall.json'), JSON.stringify(own));
  writeFileSync(join(data, 'catalogue.json'), catalogueText);
}

/** The first manager; resolves with the session. */
async function setUp(url: string, code: string): Promise<string> {
  await ask(url, 'POST setup', { code, clerkId: 'boss', name: 'boss', pin });
  return ((await ask(url, 'POST session', { clerkId: 'boss', pin, windowId: null })) as SessionReply).token;
}

type Beside = { readonly hub: string; readonly token: string; readonly printerPort: number; readonly readerPort: number };

/** Paired as the device that the sample's document calls its kiosk. */
async function startAgent({ data, dist }: Place, { hub, token, printerPort, readerPort }: Beside) {
  const deviceId = 'kiosk-1';
  const { code, pairingId, secret } = (await ask(hub, 'POST pairing', { kind: 'agent', name: deviceId })) as PairingReply;
  await ask(hub, 'POST pairing/confirm', { code, deviceId, boardId: null }, token);
  const files = { credentials: join(data, 'credentials.json'), devices: join(data, 'devices.json') };
  writeFileSync(files.credentials, JSON.stringify(await ask(hub, 'POST pairing/claim', { pairingId, secret })));
  writeFileSync(files.devices, JSON.stringify({ idReader: { address: `tcp://127.0.0.1:${readerPort}` } }));
  return startChild({
    name: 'agent', script: join(root, 'apps/agent/src/main.ts'), isReady: (line) => line.includes('"ready":true'), log: join(data, 'log/agent.txt'), readyMs,
    args: ['--child', '--port', '0', '--hub', hub, '--data', join(data, 'agent'), '--dist', dist, '--printer', `tcp://127.0.0.1:${printerPort}`, '--credentials', files.credentials, '--devices', files.devices],
  });
}

/** `what`: method and path. */
async function ask(url: string, what: string, body: unknown, token: string | null = null): Promise<unknown> {
  const [method = '', path = ''] = what.split(' ');
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(new URL(path, url), { method, headers, body: JSON.stringify(body) });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${what}: ${answer}`);
  return answer === '' ? null : JSON.parse(answer);
}
