// A day with ID cards on a real hub and a real agent, a backup in its middle; after the close no file of either has a trace of who
// came. The same search, made before the close, finds what is there then: it can fail.
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '@hallcall/client';
import type { DayKeyReply } from '@hallcall/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubProgram } from './hub-process.ts';
import { postToAgent, tapAgent } from './kiosk-page.ts';
import { openRealHall, type Issued, type RealHall } from './real-hall.ts';
import { findSecrets, numberSecret, rawSecret, type Secret } from './secrets.ts';
import { until } from './until.ts';

/** As the simulated reader has them: formally right, of no place and no day. */
const numbers = { 甲: '990000190002290013', 乙: '990000190002290021', 丙: '99000019000229003X' } as const;
const asking = 'D07-09';

let real: RealHall;
beforeAll(async () => {
  real = await openRealHall();
  await real.settled();
  await until(real.page, ({ identity }) => identity?.reader === 'ready');
}, 60_000);
afterAll(() => real.close());

const lay = (card: string | null): Promise<Response> => fetch(new URL('/card', real.hall.readerUrl), { method: 'POST', body: JSON.stringify({ card }) });

async function takeWithCard(card: keyof typeof numbers): Promise<Issued> {
  const requestId = newId();
  await postToAgent(real.hall.agentUrl, '/page/identity', { requestId, isWanted: true });
  await lay(card);
  await until(real.page, ({ identity }) => identity?.asked?.status === 'read');
  await lay(null);
  const last = await until(() => tapAgent(real.hall.agentUrl, requestId, { items: [{ itemId: asking, count: 1 }] }), (seen) => seen?.phase === 'issued' && seen.paper !== 'printing');
  if (last?.phase !== 'issued') throw new Error('no ticket');
  return last;
}

async function dayKey(): Promise<Buffer> {
  const response = await fetch(new URL('/day-key', real.hall.url), { headers: { authorization: `Bearer ${real.tokens.agent}` } });
  // The hub's own answer.
  return Buffer.from(((await response.json()) as DayKeyReply).key, 'base64');
}

/** Worked out here, apart from the agent's code. */
const tagOf = (key: Buffer, number: string): Buffer => createHmac('sha256', key).update(number).digest().subarray(0, 16);

const secretsOf = (key: Buffer): readonly Secret[] => [
  ...rawSecret('key', key), ...Object.values(numbers).flatMap((number) => [...numberSecret(number), ...rawSecret('tag', tagOf(key, number))]),
];

async function backUp(file: string): Promise<void> {
  await promisify(execFile)(process.execPath, [hubProgram, 'backup', file, '--data', real.data, '--sample'], { env: { ...process.env, LC_ALL: 'C' } });
}

/** Agent's files lie in `agent/`, those of the simulated devices are none of the hall's. */
const found = (secrets: readonly Secret[]): string[] => findSecrets(real.data, secrets);

test('who came is known during the day, in two files, and after its close in none', async () => {
  const key = await dayKey();
  const secrets = secretsOf(key);
  const online = [await takeWithCard('甲'), await takeWithCard('乙')];
  await real.settled();
  const backup = join(real.data, 'backup.db');
  await backUp(backup);
  await real.kill('hub');
  const away = await real.untilPrinted(newId());
  await real.hall.restart('hub');
  await real.settled();
  await until(real.page, ({ view }) => view?.isIssuing === true);
  online.push(await takeWithCard('丙'));
  await real.settled();
  expect([online.map(({ ticket }) => ticket.offline), away.ticket.offline]).toEqual([[false, false, false], true]);

  // The same key over the restart; and the search sees it, and the tags, where they must be.
  expect(await dayKey()).toEqual(key);
  const before = found(secrets);
  expect(before).toContain('key in day.key');
  expect(before.some((place) => /^tag in hall\.db(-wal)?$/.test(place))).toBe(true);
  expect(before.filter((place) => !/^(key in day\.key|tag in hall\.db(-wal)?)$/.test(place))).toEqual([]);

  const manager = await real.connect(real.tokens.manager);
  expect(await manager.send(manager.message({ type: 'day.close' }))).toMatchObject({ kind: 'accepted' });
  await until(() => existsSync(join(real.data, 'day.key')), (isThere) => !isThere);
  await until(() => found(secrets), (places) => places.length === 0);
  const files = readdirSync(real.data, { recursive: true }).map(String);
  expect(files).toEqual(expect.arrayContaining(['hall.db', 'backup.db', join('agent', 'agent.db')]));
}, 90_000);

test('the search finds a number that somebody wrote down, in text and as the reader says it', () => {
  const folder = join(real.data, 'planted');
  mkdirSync(folder);
  writeFileSync(join(folder, 'text'), `card ${numbers.甲}`);
  writeFileSync(join(folder, 'bytes'), Buffer.concat([Buffer.alloc(3), Buffer.from(numbers.乙, 'utf16le')]));
  const tag = tagOf(Buffer.alloc(32, 1), numbers.丙);
  writeFileSync(join(folder, 'base64'), JSON.stringify({ tag: tag.toString('base64url') }));
  writeFileSync(join(folder, 'hex'), tag.toString('hex'));
  expect(findSecrets(folder, secretsOf(Buffer.alloc(32, 1)))).toEqual(['number in bytes', 'number in text', 'tag in base64', 'tag in hex']);
  rmSync(folder, { recursive: true });
});
