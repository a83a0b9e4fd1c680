// Bad input at the edges of the running hall: a coded answer, nothing lost, and the same process is still there afterwards.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@hallcall/client';
import { knownVersion } from '@hallcall/hub';
import { texts } from '@hallcall/text';
import Database from 'better-sqlite3';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectPeer, eventsOf } from './peer.ts';
import { openRealHall, type RealHall } from './real-hall.ts';
import { pause, until } from './until.ts';

let real: RealHall;
beforeAll(async () => {
  real = await openRealHall();
  await real.settled();
}, 60_000);
afterAll(() => real.close());

function events(): number {
  const db = new Database(join(real.data, 'hall.db'), { readonly: true });
  try {
    return db.prepare<[], number>('select count(*) from event').pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

const issue = (more: Record<string, unknown> = {}) => ({
  type: 'ticket.issue', ticketId: newId(), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none', ...more,
});

test('nonsense over the socket is answered by its code, changes nothing, and the hall goes on', async () => {
  const before = events();
  const agent = await real.connect(real.tokens.agent);
  const clerk = await real.connect(real.tokens.window('w1'));
  const good = agent.message(issue());
  const cases: readonly (readonly [string, unknown, Record<string, unknown>])[] = [
    ['no envelope', 'hello', { code: 'command.malformed' }],
    ['no command', { ...good, command: null }, { code: 'command.malformed' }],
    ['an unknown command', { ...good, command: { type: 'hall.burn' } }, { code: 'command.malformed' }],
    ['a field too many', { ...good, command: issue({ price: 1 }) }, { code: 'command.malformed' }],
    ['the actor in the envelope', { ...good, actor: 'manager' }, { code: 'command.malformed' }],
    ['another hall', { ...good, hallId: 'other' }, { code: 'hall.wrong', hallId: 'sample' }],
    ['an expired click', { ...good, expiresAt: 1 }, { code: 'command.expired' }],
    ['1 MB', { ...good, command: issue({ padding: 'x'.repeat(1_000_000) }) }, { code: 'message.tooLarge', limitBytes: 65_536 }],
    ['1 MB in three-byte characters', { ...good, command: issue({ padding: '叫'.repeat(340_000) }) }, { code: 'message.tooLarge', limitBytes: 65_536 }],
  ];
  for (const [name, message, rejection] of cases) expect([name, await agent.send(message)]).toMatchObject([name, { kind: 'rejected', rejection }]);
  expect(await clerk.send(clerk.message({ type: 'day.close' }))).toEqual({ kind: 'rejected', rejection: { code: 'command.notPermitted', role: 'clerk' } });
  // A clerk gives numbers for bookings alone.
  expect(await clerk.send(clerk.message(issue()))).toEqual({ kind: 'rejected', rejection: { code: 'command.notYours' } });
  expect(await clerk.send(clerk.message({ type: 'window.open', windowId: 'w2' }))).toEqual({ kind: 'rejected', rejection: { code: 'command.notYours' } });
  expect(events()).toBe(before);

  const other = await real.connect(real.tokens.agent);
  expect(await other.send({ ...good, command: issue({ padding: 'x'.repeat(3_000_000) }) })).toBeNull();
  await until(other.isOpen, (isOpen) => !isOpen);
  expect([agent.isOpen(), clerk.isOpen()]).toEqual([true, true]);
  expect(eventsOf(await agent.send(good)).map(({ event }) => event.type)).toEqual(['ticket.issued']);
  expect(events()).toBe(before + 1);
});

test('wrong token, revoked token, foreign origin and bytes that are no protocol at all are turned away; the hub stays up', async () => {
  const before = events();
  const { pid } = real.hall.hub;
  await expect(connectPeer(real.hall.url, 'wrong')).rejects.toThrow('session.unknown');
  await expect(connectPeer(real.hall.url, '')).rejects.toThrow('handshake.malformed');

  const foreign = io(real.hall.url, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: { origin: 'http://elsewhere.example' } });
  await expect(new Promise((resolve, reject) => void foreign.on('connect', () => resolve(true)).on('connect_error', reject))).rejects.toThrow('websocket error');
  foreign.close();
  const session = await fetch(new URL('/session', real.hall.url), {
    method: 'POST', headers: { origin: 'http://elsewhere.example', 'content-type': 'application/json' }, body: '{}',
  });
  expect([session.status, await session.json()]).toEqual([403, { code: 'origin.foreign' }]);

  const line = connect(Number(new URL(real.hall.url).port), '127.0.0.1');
  line.on('error', () => undefined);
  line.write(Buffer.alloc(100_000, 0xff));
  await pause(50);
  line.destroy();
  expect(events()).toBe(before);

  const board = await real.connect(real.tokens.board);
  const revoked = await fetch(new URL('/devices/display-b1', real.hall.url), { method: 'DELETE', headers: { authorization: `Bearer ${real.tokens.manager}` } });
  expect(revoked.status).toBe(204);
  await until(board.isOpen, (isOpen) => !isOpen);
  await expect(connectPeer(real.hall.url, real.tokens.board)).rejects.toThrow('session.unknown');

  const issued = await real.untilPrinted(newId());
  expect(issued.paper).toBe('printed');
  expect(real.hall.hub.pid).toBe(pid);
  expect((await fetch(new URL('/health', real.hall.url))).status).toBe(200);
});

test('garbage from the printer: named at the kiosk, nothing on paper twice, the ticket listed and printed again for a person', async () => {
  const { pid } = real.hall.agent;
  const before = (await real.papers()).length;
  await real.printerFault('garbage', true);
  await until(real.page, ({ printer }) => printer.code === 'garbage');
  const requestId = newId();
  const issued = await real.untilPrinted(requestId);
  expect(['failed', 'unknown']).toContain(issued.paper);
  await real.settled();
  const reason = issued.paper === 'failed' ? 'paperFailed' : 'paperUnknown';
  const manager = await real.connect(real.tokens.manager);
  expect(manager.view('console').guideDesk).toMatchObject([{ ticketId: issued.ticket.ticketId, reason }]);
  const parts = manager.view('console').devices.find(({ kind }) => kind === 'agent')?.parts;
  expect(parts).toContainEqual(expect.objectContaining({ part: 'printer', state: 'fault', code: 'garbage' }));

  await real.printerFault('garbage', false);
  await until(real.page, ({ printer }) => printer.state === 'ok');
  const early = (await real.papers()).slice(before).map(({ isReprint }) => isReprint);
  expect(issued.paper === 'failed' ? [[]] : [[], [false]]).toContainEqual(early);
  await real.verb('reprint', requestId);
  await until(() => real.tap(requestId), (seen) => seen?.phase === 'issued' && seen.copy === 1 && seen.paper === 'printed');
  expect((await real.papers()).slice(before + early.length)).toMatchObject([{ number: `A ${issued.ticket.number.n}`, isReprint: true }]);
  await real.settled();
  expect(real.tickets().find(({ ticketId }) => ticketId === issued.ticket.ticketId)).toMatchObject({ status: 'waiting', paper: 'printed' });
  expect(real.hall.agent.pid).toBe(pid);
}, 60_000);

type Start = { readonly name: string; readonly language: 'zh' | 'en'; readonly spoil: (data: string) => string; readonly says: (data: string) => string };

const database = (data: string): string => join(data, 'hall.db');

const starts: readonly Start[] = [
  {
    name: 'a database of a newer program', language: 'zh',
    spoil(data) {
      new Database(database(data)).exec('pragma user_version = 990').close();
      return database(data);
    },
    says: (data) => texts('zh').commandLine.databaseNewer({ file: database(data), found: 990, known: knownVersion }),
  },
  {
    name: 'a damaged database', language: 'en',
    spoil(data) {
      writeFileSync(database(data), Buffer.alloc(20_000, 7));
      return database(data);
    },
    says: (data) => texts('en').commandLine.databaseDamaged({ file: database(data) }),
  },
  {
    name: 'a configuration that is no JSON', language: 'zh',
    spoil(data) {
      writeFileSync(join(data, 'config.json'), '{ "port": ');
      return join(data, 'config.json');
    },
    says: (data) => texts('zh').commandLine.configInvalid({ file: join(data, 'config.json'), problem: '' }).trimEnd(),
  },
];

test.each(starts)('$name: the hub says so in the language of LANG, exits with 1 and touches nothing', async ({ language, spoil, says }) => {
  const data = mkdtempSync(join(tmpdir(), 'hallcall-start-'));
  const file = spoil(data);
  const bytes = readFileSync(file);
  const { code, errors } = await start('apps/hub/src/main.ts', ['--sample', '--port', '0', '--data', data], language);
  expect(errors.split('\n')[0]).toContain(says(data));
  expect(code).toBe(1);
  expect(readFileSync(file).equals(bytes)).toBe(true);
  rmSync(data, { recursive: true });
});

test('a damaged outbox: the agent says so, ends, and leaves the file for people', async () => {
  const data = mkdtempSync(join(tmpdir(), 'hallcall-start-'));
  writeFileSync(join(data, 'agent.db'), Buffer.alloc(20_000, 7));
  const { code, errors } = await start('apps/agent/src/main.ts', ['--hub', 'http://127.0.0.1:9', '--data', data, '--printer', 'tcp://127.0.0.1:9', '--port', '0'], 'en');
  expect(code).toBe(1);
  expect(errors).toContain('damaged');
  expect(readFileSync(join(data, 'agent.db')).equals(Buffer.alloc(20_000, 7))).toBe(true);
  rmSync(data, { recursive: true });
});

function start(program: string, args: readonly string[], language: 'zh' | 'en'): Promise<{ readonly code: number | null; readonly errors: string }> {
  const env = { ...process.env, LC_ALL: language === 'zh' ? 'zh_CN.UTF-8' : 'C' };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../..', program), ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve) => void child.once('close', (code) => resolve({ code, errors })));
}
