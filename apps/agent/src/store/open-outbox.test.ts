import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { apply } from '../core/apply.ts';
import { counterKey, emptyAgent, type Fact, type Issue, type Job, type SlipJob, type TicketJob, type Write } from '../core/state.ts';
import { openOutbox, OutboxRefused } from './open-outbox.ts';

const path = (): string => join(mkdtempSync(join(tmpdir(), 'outbox-')), 'agent.db');
const id = (tag: string): string => tag.padEnd(22, '0');
const plain = [{ queueId: 'q', items: [{ itemId: 'i', count: 1 }], after: [] }];
// The brands stand for shapes that these texts have.
const ticket = (n: number): TicketJob['ticket'] => ({
  ticketId: id(`t${n}`), number: { prefix: 'A', n }, queueId: 'q', items: [{ itemId: 'i', count: 1 }], stops: plain, chain: null, language: 'zh', day: '2026-11-22',
  issuedAt: 1, offline: n >= 5000, ahead: null,
}) as unknown as TicketJob['ticket'];
const job = (n: number, state: Job['state'], copy = 0): Extract<Write, { kind: 'job' }> => ({
  kind: 'job', row: { jobId: id(`j${n}x${copy}`) as Job['jobId'], copy, origin: 'issue', ticket: ticket(n), state, queuedAt: 1, changedAt: 1 },
});
const slip = (n: number, state: Job['state']): Write => ({
  kind: 'job',
  row: {
    jobId: id(`s${n}`), copy: 0, origin: 'window', state, queuedAt: 1, changedAt: 1,
    order: {
      jobId: id(`s${n}`), copy: 0, day: '2026-11-22', windowId: 'w1', number: { prefix: 'A', n: 1 }, language: 'zh', at: 1,
      content: {
        kind: 'materials', queueId: 'q', items: [{ itemId: 'i', count: 1 }], materials: ['m'], other: null, note: null, pass: { passId: id('p'), code: '00000001', validUntil: '2026-11-27' },
      },
    },
  } as unknown as SlipJob,
});
const issue = (n: number): Write => ({
  kind: 'issue',
  row: {
    requestId: `r${n}x${Math.random()}`, askedAt: 1, items: [{ itemId: 'i', count: 1 }], chain: null, stops: plain, language: 'zh', ahead: 3, isNoted: false,
    intent: { commandId: id('c'), ticketId: id('t'), expiresAt: 9, isOpen: false }, end: { kind: 'issued', ticket: ticket(n) },
  } as unknown as Issue,
});
const fact = (n: number): Write => ({
  kind: 'fact',
  row: {
    commandId: id(`f${n}`), position: n, day: '2026-11-22', ticketId: id('t1'), state: 'waiting', bugs: 2, epoch: null,
    command: { type: 'paper.report', ticketId: id('t1'), day: '2026-11-22', jobId: null, copy: 0, outcome: 'failed', at: 1 },
  } as Fact,
});
const counter = (last: number): Write => ({ kind: 'counter', row: { day: '2026-11-22', prefix: 'A', last } }) as Write;

test('every open runs in WAL with full synchronisation, also of a file that another program left otherwise', () => {
  const file = path();
  openOutbox(file).close();
  const foreign = new Database(file);
  foreign.pragma('synchronous = OFF');
  foreign.pragma('journal_mode = DELETE');
  foreign.close();
  const outbox = openOutbox(file);
  outbox.commit([counter(5001)]);
  expect(readFileSync(`${file}-wal`).length).toBeGreaterThan(0);
  outbox.close();
});

test('a refusal is read back as it was written, with its prefix or its last day', () => {
  const file = path();
  const refusals = [{ code: 'numbers.exhausted', prefix: 'A' }, { code: 'pass.expired', validUntil: '2026-11-20' }, { code: 'day.closed' }];
  const outbox = openOutbox(file);
  // The brands stand for shapes that these texts have.
  outbox.commit(refusals.map((why) => ({ kind: 'issue', row: { ...(issue(1) as { row: Issue }).row, requestId: why.code, end: { kind: 'refused', refusal: why } } }) as unknown as Write));
  outbox.close();
  const again = openOutbox(file);
  expect(refusals.map(({ code }) => again.state.issueByRequest.get(code)?.end)).toEqual(refusals.map((why) => ({ kind: 'refused', refusal: why })));
  again.close();
});

test('what was committed is there again after opening', () => {
  const file = path();
  const writes: Write[] = [
    issue(5001), job(5001, 'acked'), job(5002, 'queued'), slip(1, 'acked'), slip(2, 'queued'), fact(1), fact(2), counter(5002),
    { kind: 'pairing', row: { hallId: 'h', deviceId: 'k1', token: 'secret', band: { first: 5000, last: 5499 } } },
    { kind: 'contact', row: { epoch: 3, seq: 70, at: 5, day: null, emergency: { kind: 'evacuate', since: 4 } } }, { kind: 'configVersion', version: 4 },
  ];
  const first = openOutbox(file);
  first.commit(writes);
  first.close();
  const expected = emptyAgent();
  apply(expected, writes);
  const second = openOutbox(file);
  expect(second.state).toEqual(expected);
  second.close();
});

test('a commit is whole or nothing', () => {
  const file = path();
  const outbox = openOutbox(file);
  expect(() => outbox.commit([counter(5001), { kind: 'job', row: { state: 'nonsense' } } as unknown as Write])).toThrow(Error);
  outbox.close();
  const again = openOutbox(file);
  expect(again.state.counterByKey.has(counterKey('2026-11-22' as never, 'A' as never))).toBe(false);
  again.close();
});

test.each<[string, Write[], Write[]]>([
  ['a band number for two taps', [issue(5001)], [issue(5001)]],
  ['a counter that does not grow', [counter(5001)], [counter(5001)]],
  ['a second original of a ticket', [job(5001, 'acked')], [{ ...job(5001, 'queued'), row: { ...job(5001, 'queued').row, jobId: id('other') as Job['jobId'] } }]],
  ['two jobs on their way at once', [job(5001, 'sending')], [job(5002, 'sending')]],
  ['a job that ended and begins again', [job(5001, 'failed')], [job(5001, 'sending')]],
  ['a job sent a second time', [job(5001, 'sending')], [job(5001, 'queued')]],
])('the file refuses %s', (_, before, after) => {
  const outbox = openOutbox(path());
  outbox.commit(before);
  expect(() => outbox.commit(after)).toThrow(Database.SqliteError);
  outbox.close();
});

test('a job of unknown outcome may still be confirmed', () => {
  const file = path();
  const outbox = openOutbox(file);
  outbox.commit([job(5001, 'unknown')]);
  outbox.commit([job(5001, 'acked')]);
  outbox.close();
  const again = openOutbox(file);
  expect([...again.state.jobById.values()].map(({ state }) => state)).toEqual(['acked']);
  again.close();
});

test('a second agent, a newer file and a damaged one are refused and left untouched', () => {
  const file = path();
  const first = openOutbox(file);
  first.commit([counter(5001)]);
  expect(refusal(file)).toBe('locked');
  first.close();
  const newer = new Database(file);
  newer.pragma('user_version = 999');
  newer.close();
  expect(refusal(file)).toBe('newer');
  const broken = path();
  writeFileSync(broken, 'this is not a database, it only looks like a file of some length'.repeat(40));
  const before = readFileSync(broken);
  expect(refusal(broken)).toBe('damaged');
  expect(readFileSync(broken)).toEqual(before);
});

test('configurations are kept as they came, the newest three of them', () => {
  const outbox = openOutbox(path());
  for (const version of [1, 2, 3, 4]) outbox.keepConfig(version, `{"version":${version}}`);
  expect([1, 2, 4].map((version) => outbox.config(version))).toEqual([null, '{"version":2}', '{"version":4}']);
  // A hub restored from a backup is back at an older version, and that one is in force.
  outbox.keepConfig(1, '{"version":1}');
  expect([1, 2, 4].map((version) => outbox.config(version))).toEqual(['{"version":1}', '{"version":2}', '{"version":4}']);
  outbox.close();
});

function refusal(file: string): string {
  try {
    openOutbox(file).close();
    return 'opened';
  } catch (error) {
    if (error instanceof OutboxRefused) return error.code;
    throw error;
  }
}

/** A row without what journeys brought. */
const old = (body: string): Record<string, unknown> => JSON.parse(body, (key, value: unknown) => (key === 'stops' || key === 'chain' ? undefined : value));

test('rows from before journeys are read as plain visits', () => {
  const file = path();
  const before = openOutbox(file);
  before.commit([issue(5001), job(5001, 'queued')]);
  before.close();
  const db = new Database(file);
  for (const table of ['issue', 'job']) {
    for (const { id: key, body } of db.prepare<[], { id: string; body: string }>(`SELECT id, body FROM ${table}`).all()) {
      const { items, ...row } = old(body);
      const text = JSON.stringify(items === undefined ? row : { ...row, itemId: 'i', queueId: 'q', count: 1 });
      db.prepare(`UPDATE ${table} SET body = ? WHERE id = ?`).run(text, key);
    }
  }
  db.close();
  const { state, close } = openOutbox(file);
  expect([...state.issueByRequest.values()]).toMatchObject([{ items: [{ itemId: 'i', count: 1 }], chain: null, stops: plain, end: { ticket: { stops: plain } } }]);
  expect([...state.jobById.values()]).toMatchObject([{ ticket: { stops: plain, chain: null } }]);
  close();
});
