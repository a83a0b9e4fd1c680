// Process death is not a power cut: what has been acknowledged must have been synced, which only the system calls show.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sound, twinLoad } from '../torture/broken/twin.ts';
import type { Load } from '../torture/hall.ts';
import { accepted, connectBare, envelope, issue, type TestEnvelope } from './bare-client.ts';
import { steadyDay } from './day-change.ts';
import { newFolder, startHubProcess, type HubProcess } from './hub-process.ts';
import { readTrace, tracing, whyNoTrace, type TraceFindings } from './trace.ts';

const reason = whyNoTrace();
if (reason) console.warn(`NOT RUN: the durability trace: ${reason}`);

/** Issues tickets one by one and many at once, and reads what the kernel saw. */
async function traceIssues(load: Load): Promise<TraceFindings> {
  const data = newFolder();
  const file = join(data, 'trace.txt');
  const hub = await startHubProcess({ data, port: 0, under: tracing(file), args: [], ...load, env: { ...steadyDay(), ...load.env } });
  const clerk = await connectBare(hub.url, (await hub.sample()).windows[0]?.token ?? '');
  const kiosk = await connectBare(hub.url, hub.kiosk().token);
  accepted(await clerk.send(envelope({ type: 'window.open', windowId: 'w1' })));
  for (let i = 0; i < 10; i += 1) expect(accepted(await kiosk.send(issue()))).toHaveLength(1);
  const replies = await Promise.all(Array.from({ length: 40 }, () => kiosk.send(issue())));
  expect(replies.flatMap(accepted)).toHaveLength(40);
  await hub.kill('SIGKILL');
  return readTrace(readFileSync(file, 'utf8'));
}

test('every reply and every view leaves after the sync of its commit', async () => {
  if (reason) return;
  const findings = await traceIssues(sound);
  expect(findings.tooEarly).toEqual([]);
  expect(findings.replies).toBe(51);
  expect(findings.views).toBeGreaterThan(0);
  expect(findings.syncs).toBeGreaterThan(11);
}, 60_000);

test('the same check fails when the hub does not sync', async () => {
  if (reason) return;
  const findings = await traceIssues(twinLoad('sync'));
  expect(findings.replies).toBe(51);
  expect(findings.tooEarly.length).toBeGreaterThan(50);
}, 60_000);

/** Sends tickets one by one while the kernel fails some calls; what was answered with a fault is sent again until it is not. */
async function issueThroughFaults(inject: string): Promise<{ faults: number; acknowledged: Map<string, number> }> {
  const data = newFolder();
  const under = ['strace', '-f', '-q', '-e', 'trace=fsync,pwrite64', '-e', 'signal=none', '-e', `inject=${inject}`, '-o', '/dev/null'];
  const hub = await startHubProcess({ data, port: 0, under, args: [], env: steadyDay() });
  const acknowledged = new Map<string, number>();
  let faults = 0;
  const kiosk = await connectBare(hub.url, hub.kiosk().token);
  for (let i = 0; i < 60; i += 1) {
    const message = issue();
    for (let number: number | null = null; number === null; ) {
      const reply = await kiosk.send(message);
      if (reply?.kind === 'fault' && reply.fault.code === 'storage.unavailable') {
        faults += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
      } else number = numberOf(reply);
    }
    acknowledged.set(message.commandId, await numberAgain(kiosk.send, message));
  }
  await hub.kill('SIGKILL');
  await expectKept(data, acknowledged);
  return { faults, acknowledged };
}

const numberOf = (reply: Awaited<ReturnType<Awaited<ReturnType<typeof connectBare>>['send']>>): number => {
  const event = accepted(reply)[0]?.event;
  if (event?.type !== 'ticket.issued') throw new Error(`not issued: ${JSON.stringify(reply)}`);
  return event.number.n;
};

const numberAgain = async (send: Awaited<ReturnType<typeof connectBare>>['send'], message: TestEnvelope): Promise<number> => numberOf(await send(message));

/** A fresh hub on the folder knows every acknowledged ticket under its number, and no other. */
async function expectKept(data: string, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  const hub: HubProcess = await startHubProcess({ data, port: 0, under: [], args: [], env: steadyDay() });
  const { seq } = (await (await fetch(`${hub.url}health`)).json()) as { seq: number };
  expect(seq).toBeGreaterThanOrEqual(acknowledged.size);
  const kiosk = await connectBare(hub.url, hub.kiosk().token);
  expect(numberOf(await kiosk.send(issue()))).toBe(acknowledged.size + 1);
  await hub.kill('SIGKILL');
}

test.each([
  ['a failing sync', 'fsync:error=EIO:when=40..41'],
  ['a full disk', 'pwrite64:error=ENOSPC:when=600..601'],
  ['a failing write', 'pwrite64:error=EIO:when=600..601'],
])('%s acknowledges nothing; sent again, each ticket has one number and no number is missing', async (_name, inject) => {
  if (reason) return;
  const { faults, acknowledged } = await issueThroughFaults(inject);
  expect(faults).toBeGreaterThan(0);
  expect([...acknowledged.values()]).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
}, 60_000);
