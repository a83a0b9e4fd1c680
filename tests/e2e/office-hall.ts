// A hall with hours of its own: a hub in this process, whose clock the test moves on, and a real kiosk's agent beside it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hubDefaults, startHub } from '@hallcall/hub';
import { sampleSource } from '@hallcall/hub/hall';
import type { Credentials, PairingReply, SessionReply } from '@hallcall/protocol';
import { readPage } from '../chaos/kiosk-page.ts';
import { connectPeer, eventsOf, type Peer } from '../chaos/peer.ts';
import { until } from '../chaos/until.ts';
import { startProgram } from './start-program.ts';

export type OfficeHall = {
  readonly url: string;
  readonly agentUrl: string;
  readonly managerToken: string;
  /** Of a display that shows board b1. */
  readonly boardToken: string;
  /** The clock goes on from this moment (ISO text); resolves when the kiosk knows it. Never back: that would be a step. */
  readonly at: (text: string) => Promise<void>;
  /** Opens a window for visitors. */
  readonly openWindow: (windowId: string) => Promise<Peer>;
  readonly close: () => Promise<void>;
};

const pin = '24681357';

/** `change` makes the hall from the sample's; the clock starts at `text`. */
export async function openOfficeHall(text: string, change: (hall: Record<string, unknown>) => void): Promise<OfficeHall> {
  const data = mkdtempSync(join(tmpdir(), 'hallcall-e2e-hours-'));
  writeHall(data, change);
  const dist = process.env['HALLCALL_DIST'] ?? '';
  let shiftMs = Date.parse(text) - performance.now();
  const now = (): number => shiftMs + performance.now();
  const hub = await startHub({ ...hubDefaults, data, dist, port: 0, tickMs: 250, quickCheck: false, pinCost: 1024, clock: { wall: now, monotonic: now } });
  const managerToken = await setUp(hub.url, /[\w-]{16}/.exec(hub.notices.join('\n'))?.[0] ?? '');
  const credentials = join(data, 'credentials.json');
  writeFileSync(credentials, JSON.stringify(await pair(hub.url, { token: managerToken, kind: 'agent', deviceId: 'kiosk-1', boardId: null })));
  const { token: boardToken } = await pair(hub.url, { token: managerToken, kind: 'display', deviceId: 'tv', boardId: 'b1' });
  const agent = startProgram('apps/agent/src/main.ts', ['--port', '0', '--child', '--hub', hub.url, '--data', join(data, 'agent'), '--dist', dist, '--printer', 'tcp://127.0.0.1:9', '--credentials', credentials]);
  const [, agentUrl = ''] = await agent.says(/"url":"([^"]+)"/);
  const peers: Peer[] = [];
  const knows = (): Promise<unknown> => until(() => readPage(agentUrl), (page) => page.hub.link === 'live' && page.config !== null && page.view !== null && Math.abs(page.now - now()) < 5_000);
  await knows();
  return {
    url: hub.url, agentUrl, managerToken, boardToken,
    async at(moment) {
      shiftMs = Date.parse(moment) - performance.now();
      await hub.tick();
      await knows();
    },
    async openWindow(windowId) {
      const { token } = (await ask(hub.url, 'POST', 'session', { clerkId: 'clerk', pin, windowId })) as SessionReply;
      const peer = await connectPeer(hub.url, token);
      peers.push(peer);
      eventsOf(await peer.send(peer.message({ type: 'window.open', windowId })));
      return peer;
    },
    async close() {
      for (const peer of peers) peer.close();
      await agent.stop();
      await hub.close();
      rmSync(data, { recursive: true });
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

async function ask(url: string, method: string, path: string, body: unknown, token: string | null = null): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(new URL(path, url), { method, headers, body: JSON.stringify(body) });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${path}: ${answer}`);
  return answer === '' ? null : (JSON.parse(answer) as unknown);
}

/** The first manager and a clerk; resolves with the manager's session. */
async function setUp(url: string, code: string): Promise<string> {
  await ask(url, 'POST', 'setup', { code, clerkId: 'boss', name: 'boss', pin });
  const { token } = (await ask(url, 'POST', 'session', { clerkId: 'boss', pin, windowId: null })) as SessionReply;
  await ask(url, 'PUT', 'clerks/clerk', { name: 'clerk', role: 'clerk', pin, isDisabled: false }, token);
  return token;
}

type Device = { readonly token: string; readonly kind: 'agent' | 'display'; readonly deviceId: string; readonly boardId: string | null };

async function pair(url: string, { token, kind, deviceId, boardId }: Device): Promise<Credentials> {
  const { code, pairingId, secret } = (await ask(url, 'POST', 'pairing', { kind, name: deviceId })) as PairingReply;
  await ask(url, 'POST', 'pairing/confirm', { code, deviceId, boardId }, token);
  return (await ask(url, 'POST', 'pairing/claim', { pairingId, secret })) as Credentials;
}
