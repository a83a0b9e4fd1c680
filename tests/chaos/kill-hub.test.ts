// kill -9 at random moments under load: nothing acknowledged is lost, nothing happens twice, no number is missing.
import { expect, test } from 'vitest';
import type { Reply } from '@hallcall/protocol';
import { accepted, connectBare, envelope, issue, type BareClient, type TestEnvelope } from './bare-client.ts';
import { steadyDay } from './day-change.ts';
import { newFolder, startHubProcess, type HubProcess } from './hub-process.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const kills = 3;

function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Sent = { readonly message: TestEnvelope; reply: Reply | null };

/** Sends one message after another until the connection is lost; the last one may stay without an answer. */
async function hammer(client: BareClient, next: () => TestEnvelope, sent: Sent[]): Promise<void> {
  const unanswered = sent.at(-1);
  for (let record: Sent = unanswered?.reply === null ? unanswered : { message: next(), reply: null }; ; record = { message: next(), reply: null }) {
    if (record !== sent.at(-1)) sent.push(record);
    record.reply = await client.send(record.message);
    if (record.reply === null) return;
  }
}

test(`kill -9 loses nothing and doubles nothing (SEED=${seed})`, async () => {
  const random = seeded(seed);
  const data = newFolder();
  const issued: Sent[] = [];
  const called: Sent[] = [];
  let active: string | null = null;
  let hub: HubProcess = await startHubProcess({ data, port: 0, under: [], args: [], env: steadyDay() });
  const port = Number(new URL(hub.url).port);
  const clerkToken = (await hub.sample()).windows[0]?.token ?? '';

  const nextCall = (): TestEnvelope => {
    const last = called.at(-1)?.reply;
    const event = accepted(last ?? null).findLast(({ event: { type } }) => type === 'ticket.called')?.event;
    if (event?.type === 'ticket.called') active = event.ticketId;
    else if (accepted(last ?? null).some(({ event: { type } }) => type === 'stop.started')) return envelope({ type: 'window.callNext', windowId: 'w1', active });
    return active === null
      ? envelope({ type: called.length === 0 ? 'window.open' : 'window.callNext', windowId: 'w1', ...(called.length === 0 ? {} : { active: null }) })
      : envelope({ type: 'stop.start', windowId: 'w1', ticketId: active });
  };

  for (let round = 0; round <= kills; round += 1) {
    const [kiosk, clerk] = await Promise.all([connectBare(hub.url, hub.kiosk().token), connectBare(hub.url, clerkToken)]);
    const work = Promise.all([hammer(kiosk, issue, issued), hammer(clerk, nextCall, called)]);
    await new Promise((resolve) => setTimeout(resolve, 50 + random() * 400));
    await hub.kill('SIGKILL');
    await work;
    hub = await startHubProcess({ data, port, under: [], args: [], env: steadyDay() });
  }

  const kiosk = await connectBare(hub.url, hub.kiosk().token);
  const clerk = await connectBare(hub.url, clerkToken);
  const numbers = new Set<number>();
  for (const { message, reply } of issued) {
    const again = await kiosk.send(message);
    // Where no answer came before the kill, the resend's is the first.
    expect(again).toEqual(reply ?? again);
    for (const { event } of accepted(again)) if (event.type === 'ticket.issued') numbers.add(event.number.n);
  }
  expect([...numbers].toSorted((a, b) => a - b)).toEqual(Array.from({ length: numbers.size }, (_, i) => i + 1));
  expect(numbers.size).toBeGreaterThan(kills);
  const calls: string[] = [];
  for (const { message, reply } of called) {
    const again = await clerk.send(message);
    // A refusal is remembered only while the hub lives.
    expect(again).toEqual(reply?.kind === 'accepted' ? reply : again);
    for (const { event } of accepted(again)) if (event.type === 'ticket.called') calls.push(event.ticketId);
  }
  expect(new Set(calls).size).toBe(calls.length);
  expect(calls.length).toBeGreaterThan(0);
  await hub.kill('SIGTERM');
}, 120_000);
