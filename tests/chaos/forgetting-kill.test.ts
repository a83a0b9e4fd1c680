// SIGKILL between the close of a day and the end of what is known of its people: the next hub on the same data finishes it.
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '@hallcall/client';
import type { DayKeyReply } from '@hallcall/protocol';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { steadyDay } from './day-change.ts';
import { newFolder, startHubProcess, type HubProcess } from './hub-process.ts';
import { connectPeer } from './peer.ts';
import { findSecrets, rawSecret, type Secret } from './secrets.ts';

const data = newFolder();
afterAll(() => rmSync(data, { recursive: true }));

const start = (place: string): Promise<HubProcess> =>
  startHubProcess({ data, port: 0, under: [], args: [], nodeArgs: ['--import', join(import.meta.dirname, 'kill-forgetting.ts')], env: { ...steadyDay(), HALLCALL_KILL_AT: place } });

async function dayKey(hub: HubProcess): Promise<Buffer> {
  const response = await fetch(new URL('/day-key', hub.url), { headers: { authorization: `Bearer ${hub.kiosk().token}` } });
  // The hub's own answer.
  return Buffer.from(((await response.json()) as DayKeyReply).key, 'base64');
}

/** Five people take numbers with their cards; what must not be left of them, each under its own name. */
async function crowd(hub: HubProcess): Promise<Secret[]> {
  const key = await dayKey(hub);
  const kiosk = await connectPeer(hub.url, hub.kiosk().token);
  const tags = Array.from({ length: 5 }, () => createHmac('sha256', key).update(randomBytes(9)).digest().subarray(0, 16));
  for (const tag of tags) {
    const items = [{ itemId: 'D01-01', count: 1 }];
    expect(await kiosk.send(kiosk.message({ type: 'ticket.issue', ticketId: newId(), items, language: 'zh', paper: 'none', person: { tag: tag.toString('hex') } }))).toMatchObject({ kind: 'accepted' });
  }
  kiosk.close();
  return [...rawSecret('key', key), ...tags.flatMap((tag) => rawSecret('tag', tag))];
}

const newestEvent = (): unknown => {
  const db = new Database(join(data, 'hall.db'), { readonly: true });
  try {
    return db.prepare(`select type from event where type like 'day.%' order by seq desc`).pluck().get();
  } finally {
    db.close();
  }
};

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['key', ['key in day.key', 'tag in hall.db-wal']],
  ['unlink', ['tag in hall.db-wal']],
  ['log', ['tag in hall.db-wal']],
];

test.for(cases)('killed behind the commit of the close (%s), the next start forgets what was left', { timeout: 60_000 }, async ([place, left]) => {
  const hub = await start(place);
  const manager = await connectPeer(hub.url, (await hub.sample()).manager.token);
  // The day of an earlier case is opened again.
  await manager.send(manager.message({ type: 'day.open' }));
  const secrets = await crowd(hub);
  expect(findSecrets(data, secrets)).toContain('key in day.key');
  // Answered or not.
  await manager.send(manager.message({ type: 'day.close' }));
  await hub.ended;
  expect([findSecrets(data, secrets), existsSync(join(data, 'day.key'))]).toEqual([left, place !== 'log']);
  // Opened by nobody, so that nothing else is written into what was left.
  const next = await start('nowhere');
  expect([newestEvent(), findSecrets(data, secrets), existsSync(join(data, 'day.key'))]).toEqual(['day.closed', [], false]);
  await next.kill('SIGTERM');
});
