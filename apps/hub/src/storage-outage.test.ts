import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { randomId } from './testing/raw-client.ts';
import { eventsOf, found, issueTicket, startTestHub, type TestHub } from './testing/test-hub.ts';

test('a full disk acknowledges nothing, is survived, and the same envelope is then answered once', async () => {
  const hall = await startTestHub();
  const [agent, board] = await Promise.all([hall.agent(), hall.board()]);
  await issueTicket(agent);
  const { db } = hall.hub.store;
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`);
  const unavailable = { kind: 'fault', fault: { code: 'storage.unavailable' } };
  const sent: Record<string, unknown>[] = [];
  await expect
    .poll(async () => {
      const message = {
        hallId: 'sample', commandId: randomId(), expiresAt: hall.clock.now + 10_000,
        command: { type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none' },
      };
      const reply = await agent.send(message);
      if (reply.kind === 'fault') sent.push(message);
      return reply;
    }, { interval: 1, timeout: 20_000 })
    .toEqual(unavailable);
  expect(hall.hub.engine.isAvailable()).toBe(false);
  expect((await fetch(`${hall.hub.url}health`)).status).toBe(503);
  const seq = hall.hub.engine.seq();
  const issued = hall.hub.state().ticketById.size;
  expect(db.prepare('select max(seq) as seq from event').get()).toEqual({ seq });
  expect(db.prepare('select count(*) as n from ticket').get()).toEqual({ n: issued });

  db.pragma('max_page_count = 1000000');
  await expect.poll(() => hall.hub.engine.isAvailable(), { timeout: 10_000 }).toBe(true);
  const message = found(sent[0]);
  const reply = await agent.send(message);
  expect(eventsOf(reply)).toHaveLength(1);
  expect(await agent.send(message)).toEqual(reply);
  expect(hall.hub.state().ticketById.size).toBe(issued + 1);
  await expect.poll(() => board.view('board').waiting[0]?.[1]).toBe(issued + 1);
  await hall.discard();
});

/** Fails the commit of the group that has gathered so far. */
const overfill = (hall: TestHub): Promise<unknown> => {
  const { db } = hall.hub.store;
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`);
  return expect(hall.hub.engine.change(() => db.exec(`insert into meta values ('big', hex(zeroblob(2000000)))`))).rejects.toThrow('does not take commits');
};
const makeRoom = async (hall: TestHub): Promise<void> => {
  hall.hub.store.db.pragma('max_page_count = 1000000');
  await expect.poll(() => hall.hub.engine.isAvailable(), { timeout: 10_000 }).toBe(true);
};

test('a refusal that rested on a group which was rolled back is taken back with it', async () => {
  const hall = await startTestHub();
  const clerks = [['w1', await hall.clerk('w1')], ['w5', await hall.clerk('w5')]] as const;
  for (const [windowId, clerk] of clerks) eventsOf(await clerk.command({ type: 'window.open', windowId }));
  await issueTicket(await hall.agent());
  const answers: string[] = [];
  const ask = (windowId: string, commandId: string) => new Promise<void>((done) => {
    const clerkId = windowId.replace('w', 'c');
    // Straight into the queue, so that both clicks and the row that is too much share a group.
    hall.hub.engine.submit({ role: 'clerk', clerkId, windowId } as never, {
      hallId: 'sample', commandId, expiresAt: hall.clock.now + 10_000, command: { type: 'window.callNext', windowId, active: null },
    } as never, (reply) => {
      answers.push(reply.kind);
      done();
    });
  });
  const click = randomId();
  await Promise.all([ask('w1', randomId()), ask('w5', click), overfill(hall)]);
  await makeRoom(hall);
  await ask('w5', click);
  expect(answers).toEqual(['fault', 'fault', 'accepted']);
  await hall.discard();
});

test('while the log cannot be folded again the hub stays up with what it last knew of its configuration', async () => {
  const hall = await startTestHub();
  const agent = await hall.agent();
  const { db } = hall.hub.store;
  const prepare = db.prepare.bind(db);
  db.prepare = (sql: string) => {
    if (sql.includes(`type = 'day.opened'`)) throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_READ');
    return prepare(sql) as never;
  };
  await overfill(hall);
  expect([hall.hub.engine.isReadable(), (await fetch(`${hall.hub.url}health`)).status]).toEqual([false, 503]);
  for (const path of ['payments', 'why/A1']) {
    const answer = await fetch(`${hall.hub.url}${path}`, { headers: { authorization: `Bearer ${hall.sample.manager.token}` } });
    expect([answer.status, await answer.json()]).toEqual([503, { code: 'storage.unavailable' }]);
  }
  const command = { type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none' };
  expect(await agent.command(command)).toEqual({ kind: 'fault', fault: { code: 'storage.unavailable' } });
  db.prepare = prepare;
  await makeRoom(hall);
  expect((await issueTicket(agent)).n).toBe(1);
  await hall.discard();
});

test('a row that breaks a constraint is a bug and ends the hub, unacknowledged', async () => {
  const hall = await startTestHub();
  const agent = await hall.agent();
  hall.hub.store.db.exec(`insert into ticket (ticket_id, day, prefix, n, language, issued_at, device, offline, late, paper, paper_at, issue_seq)
    values ('x', '2026-11-22', 'A', 1, 'zh', 0, 'k', 0, 0, 'none', 0, 999999)`);
  void agent.command({
    type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none',
  }).catch(() => undefined);
  await expect.poll(() => hall.fatals.length).toBe(1);
  expect(String(hall.fatals.shift())).toContain('UNIQUE');
  await hall.discard();
});
