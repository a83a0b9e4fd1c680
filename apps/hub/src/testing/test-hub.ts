// A real hub of the sample hall on a temporary folder, port 0 and a clock that stands still until told.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credentials, Reply, SampleHall, StoredEvent } from '@hallcall/protocol';
import { hubDefaults, type HubOptions } from '../options.ts';
import { startHub, type Hub } from '../start-hub.ts';
import { auth, connectRaw, randomId, type RawClient } from './raw-client.ts';

export type TestClock = { now: number; readonly wall: () => number; readonly monotonic: () => number };

/** Sunday 22 November 2026, 10:00 in the sample hall. */
export const morning = Date.UTC(2026, 10, 22, 2);

export function testClock(now: number): TestClock {
  const clock: TestClock = { now, wall: () => clock.now, monotonic: () => clock.now };
  return clock;
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'hallcall-hub-'));

export type TestHub = {
  readonly hub: Hub;
  readonly data: string;
  readonly clock: TestClock;
  /** What would have ended the process; closing fails when something is left here. */
  readonly fatals: unknown[];
  readonly sample: SampleHall;
  readonly connect: (token: string, seen?: { epoch: number; seq: number } | null) => Promise<RawClient>;
  readonly agent: () => Promise<RawClient>;
  readonly clerk: (windowId: string) => Promise<RawClient>;
  readonly board: () => Promise<RawClient>;
  readonly manager: () => Promise<RawClient>;
  /** Ends the hub and starts another on the same folder. */
  readonly restart: () => Promise<TestHub>;
  readonly close: () => Promise<void>;
  /** Removes the folder too. */
  readonly discard: () => Promise<void>;
};

export async function startTestHub(options: Partial<HubOptions> = {}, clock = testClock(morning)): Promise<TestHub> {
  const data = options.data ?? temporaryFolder();
  const fatals: unknown[] = [];
  const hub = await startHub({
    ...hubDefaults, data, port: 0, sample: true, agentUrl: 'http://127.0.0.1:9/', clock, tickMs: null, quickCheck: false, pinCost: 1024,
    fatal: (error) => void fatals.push(error), ...options,
  });
  const sample = hub.sample();
  if (!sample) throw new Error('the sample hall has no agent address');
  const connect: TestHub['connect'] = (token, seen = null) => connectRaw(hub.url, auth(token, seen), () => clock.now);
  const close = async (): Promise<void> => {
    await hub.close();
    if (fatals.length > 0) throw new Error(`the hub met a broken invariant: ${String(fatals[0])}`);
  };
  return {
    hub, data, clock, fatals, sample, connect, close,
    agent: () => connect(agentCredentials(data).token),
    clerk: (windowId) => connect(found(sample.windows.find((window) => window.windowId === windowId)).token),
    board: () => connect(found(sample.boards[0]).token),
    manager: () => connect(sample.manager.token),
    async restart() {
      await close();
      return startTestHub({ ...options, data }, clock);
    },
    async discard() {
      await close();
      rmSync(data, { recursive: true });
    },
  };
}

/** What the sample hands to the kiosk's agent. */
export const agentCredentials = (data: string): Credentials =>
  // Written by the hub itself.
  JSON.parse(readFileSync(join(data, 'agent-credentials.json'), 'utf8')) as Credentials;

/** The value, or a failed test. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing found');
  return value;
}

/** The events of an accepted reply, or a failed test that shows the reply. */
export function eventsOf(reply: Reply): readonly StoredEvent[] {
  if (reply.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(reply)}`);
  return reply.events;
}

export type Issued = { readonly ticketId: string; readonly n: number; readonly reply: Reply };

/** Takes a ticket of the market bureau's queue, which windows 1 and 5 serve. */
export async function issueTicket(agent: RawClient, itemId = 'D01-01'): Promise<Issued> {
  const ticketId = randomId();
  const reply = await agent.command({ type: 'ticket.issue', ticketId, items: [{ itemId, count: 1 }], language: 'zh', paper: 'none' });
  const issued = eventsOf(reply)[0]?.event;
  if (issued?.type !== 'ticket.issued') throw new Error(`not issued: ${JSON.stringify(reply)}`);
  return { ticketId, n: issued.number.n, reply };
}
