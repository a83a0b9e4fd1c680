import type { SessionReply } from '@hallcall/protocol';
import { expect, test } from 'vitest';
import { ask, bearer } from '../testing/http-client.ts';
import { eventsOf, found, issueTicket, startTestHub } from '../testing/test-hub.ts';

test('managers and clerks of the bank, also at a desk, read every notice of the day, newest first; nobody else does', async () => {
  const hall = await startTestHub();
  const token = (windowId: string) => found(hall.sample.windows.find((window) => window.windowId === windowId)).token;
  const [agent, desk] = [await hall.agent(), await hall.connect(token('w2'))];
  eventsOf(await desk.command({ type: 'window.open', windowId: 'w2' }));
  for (const fen of [2_000, 3_000]) {
    const { ticketId } = await issueTicket(agent, 'D02-08');
    const at = { windowId: 'w2', ticketId };
    eventsOf(await desk.command({ type: 'window.callNext', windowId: 'w2', active: null }));
    eventsOf(await desk.command({ type: 'stop.start', ...at }));
    const lines = [{ itemId: 'D02-08', basis: '20元/证', fen, quantity: 1 }];
    eventsOf(await desk.command({ type: 'notice.issue', ...at, lines, waiver: null, payee: '财政专户', code: null }));
  }
  const read = (headers: Record<string, string> = {}) => ask(hall.hub.url, 'GET', '/payments', undefined, headers);
  const both = { day: '2026-11-22', notices: [{ fen: 3_000, status: 'open', windowId: 'w2', config: 1 }, { fen: 2_000, config: 1 }] };
  expect((await read(bearer(hall.sample.manager.token))).body).toMatchObject(both);
  expect((await read(bearer(token('w8')))).body).toMatchObject(both);
  const { clerkId, pin } = hall.sample.manager;
  const atDesk = (await ask(hall.hub.url, 'POST', '/session', { clerkId, pin, windowId: 'w3' })).body as SessionReply;
  expect((await read(bearer(atDesk.token))).body).toMatchObject(both);
  expect((await ask(hall.hub.url, 'GET', '/registry', undefined, bearer(atDesk.token))).body).toEqual({ code: 'session.notPermitted' });
  expect((await read(bearer(found(hall.sample.boards[0]).token))).body).toEqual({ code: 'session.notPermitted' });
  expect(await read(bearer(token('w2')))).toMatchObject({ status: 403, body: { code: 'session.notPermitted' } });
  expect((await read()).body).toEqual({ code: 'session.required' });
  await hall.discard();
});

test('nobody on the wire says that money came but the bank’s own clerk at the bank’s window', async () => {
  const hall = await startTestHub();
  const token = (windowId: string) => found(hall.sample.windows.find((window) => window.windowId === windowId)).token;
  const [agent, desk] = [await hall.agent(), await hall.connect(token('w2'))];
  eventsOf(await desk.command({ type: 'window.open', windowId: 'w2' }));
  const at = { windowId: 'w2', ticketId: (await issueTicket(agent, 'D02-08')).ticketId };
  eventsOf(await desk.command({ type: 'window.callNext', windowId: 'w2', active: null }));
  eventsOf(await desk.command({ type: 'stop.start', ...at }));
  const lines = [{ itemId: 'D02-08', basis: '20元/证', fen: 2_000, quantity: 1 }];
  const [issued] = eventsOf(await desk.command({ type: 'notice.issue', ...at, lines, waiver: null, payee: '财政专户', code: null }));
  const noticeId = issued?.event.type === 'notice.issued' ? issued.event.notice.noticeId : '';
  const { clerkId, pin } = hall.sample.manager;
  const atBank = (await ask(hall.hub.url, 'POST', '/session', { clerkId, pin, windowId: 'w8' })).body as SessionReply;
  const board = await hall.connect(found(hall.sample.boards[0]).token);
  const confirm = { type: 'notice.confirm', noticeId, receipt: 'R-1', paidBy: 'phone' };
  for (const client of [agent, board, await hall.manager()]) expect(await client.command(confirm)).toMatchObject({ kind: 'rejected', rejection: { code: 'command.notPermitted' } });
  for (const client of [desk, await hall.connect(atBank.token)]) expect(await client.command(confirm)).toMatchObject({ kind: 'rejected', rejection: { code: 'notice.bankOnly' } });
  eventsOf(await (await hall.connect(token('w8'))).command(confirm));
  await hall.discard();
});
