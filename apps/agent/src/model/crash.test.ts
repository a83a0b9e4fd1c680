// kill -9 between any two steps of a real process on its real file: the number committed, the intent out, the bytes out.
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasEnded, type ItemId } from '@hallcall/domain';
import { afterAll, expect, test } from 'vitest';
import type { TakeRequest } from '../core/issue.ts';
import type { Job } from '../core/state.ts';
import { openOutbox } from '../store/open-outbox.ts';
import { childRole, hurried, type FromChild, type ToChild } from './crash-child.test.helper.ts';
import { countingIds } from './model-hall.test.helper.ts';
import { band, createModelHub, kiosk } from './model-hub.test.helper.ts';

/** Lives of the agent; life k is killed at its step k, so recovering is killed as well as issuing. */
const lives = Number(process.env['CRASH_LIVES'] ?? 22);

// The configuration of the model knows this item.
const tap = (life: number): TakeRequest => ({ requestId: `tap ${life}`, items: [{ itemId: 'IA' as ItemId, count: 1 }], chain: null, language: 'zh' });

const warm: ChildProcess[] = [];
const startChild = (): ChildProcess => fork(join(import.meta.dirname, 'crash-child.test.helper.ts'), [childRole], { execArgv: [] });

afterAll(async () => {
  for (const child of warm.splice(0)) {
    child.kill('SIGTERM');
    await ended(child);
  }
});

function createStage() {
  const base = Date.now();
  const file = join(mkdtempSync(join(tmpdir(), 'crash-')), 'agent.db');
  const outbox = openOutbox(file);
  outbox.commit([{ kind: 'pairing', row: { hallId: 'model', deviceId: kiosk.deviceId, token: 't', band } }]);
  outbox.close();
  const hub = createModelHub(() => hurried(base), countingIds('h'));
  const papers: Job[] = [];
  const taps: TakeRequest[] = [];

  /** Runs the agent until it is killed (true) or has settled everything (false). */
  function run(killAt: number): Promise<boolean> {
    const child = warm.shift() ?? startChild();
    warm.push(startChild());
    const tell = (message: ToChild): void => void (child.connected && child.send(message, () => undefined));
    tell({ tell: 'go', file, killAt, base });
    tell({ tell: 'hub', epoch: hub.epoch });
    // The visitor is new; those before still stand there with their old taps.
    if (killAt > 0) taps.push(tap(killAt));
    for (const request of taps) tell({ tell: 'take', request });
    child.on('message', (message: FromChild) => {
      if (message.say === 'send') answer(message.envelope, tell);
      if (message.say === 'print') {
        papers.push(message.job);
        tell({ tell: 'printed', jobId: message.job.jobId, end: 'acked' });
      }
      if (message.say === 'settled') child.kill('SIGTERM');
    });
    return ended(child);
  }

  function answer(envelope: Parameters<typeof hub.handle>[0], tell: (message: ToChild) => void): void {
    const reply = hub.handle(envelope);
    // Every third intent is carried out, and its answer never arrives.
    const isLost = envelope.command.type === 'ticket.issue' && hub.length % 3 === 0;
    if (!isLost) tell({ tell: 'reply', commandId: envelope.commandId, reply });
  }

  return { run, hub, papers, file, taps };
}

const ended = (child: ChildProcess): Promise<boolean> => new Promise((resolve) => void child.on('exit', (_code, signal) => resolve(signal === 'SIGKILL')));

test('the agent is killed step by step, life after life: every tap has one number, one paper at most, one live ticket', async () => {
  const stage = createStage();
  for (let life = 1; life <= lives; life += 1) expect(await stage.run(life), `life ${life}`).toBe(true);
  expect(await stage.run(0)).toBe(false);
  expectOneOfEach(stage);
  // Lost answers and killed issues leave their marks; without them the test would have missed its subject.
  expect([...stage.hub.state.ticketById.values()].some(({ offline }) => offline)).toBe(true);
}, 240_000);

function expectOneOfEach({ hub, papers: jobs, file, taps }: ReturnType<typeof createStage>): void {
  const papers = jobs.flatMap((job) => ('ticket' in job ? [job] : []));
  const numbers = papers.map(({ ticket, copy }) => `${ticket.number.prefix}${ticket.number.n} ${copy}`);
  expect(new Set(numbers).size).toBe(numbers.length);
  const live = [...hub.state.ticketById.values()].filter(({ stops }) => !stops.every(hasEnded));
  for (const { ticket } of papers) expect(live.map(({ ticketId }) => ticketId)).toContain(ticket.ticketId);
  const outbox = openOutbox(file);
  const given = [...outbox.state.issueByRequest.values()].map(({ end }) => (end?.kind === 'issued' ? end.ticket.ticketId : null));
  outbox.close();
  expect(given).toHaveLength(taps.length);
  // Nobody holds a ticket that no tap ended with: it is listed, not called.
  const unheld = live.filter(({ ticketId }) => !given.includes(ticketId));
  expect(unheld.filter(({ paper }) => paper !== 'failed')).toEqual([]);
  expect(given.every((ticketId) => ticketId !== null && live.some((ticket) => ticket.ticketId === ticketId))).toBe(true);
}
