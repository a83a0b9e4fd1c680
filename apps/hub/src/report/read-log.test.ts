import type { LogReply } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, bearer } from '../testing/http-client.ts';
import { eventsOf, found, issueTicket, startTestHub, type TestHub } from '../testing/test-hub.ts';

let hall: TestHub;
beforeEach(async () => {
  hall = await startTestHub();
});
afterEach(() => hall.discard());

const read = (query: string, token = hall.sample.manager.token) => ask(hall.hub.url, 'GET', `/log?${query}`, undefined, bearer(token));
/** The papers of the close are ordered behind it. */
const ofHall = async () => (await lines('kind=hall&day=2026-11-22')).filter(([type]) => type !== 'dayPaper.ordered' && type !== 'dayPaper.changed');
const lines = async (query: string) => ((await read(query)).body as LogReply).lines.map(({ type, number, windowId, outcome, fact }) => [type, number?.n ?? null, windowId, outcome ?? fact ?? null]);

test('a number has its own events, what boards and voices report of its calls among them; a window and a kind narrow them', async () => {
  const agent = await hall.agent();
  const { ticketId, n } = await issueTicket(agent);
  const other = await issueTicket(agent);
  const clerk = await hall.clerk('w1');
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  const [called] = eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
  const board = await hall.connect(found(hall.sample.boards[0]).token);
  const call = called?.event.type === 'ticket.called' ? { callId: called.event.callId, zone: called.event.zone } : null;
  eventsOf(await board.command({ type: 'call.acknowledge', shown: [{ ...call, at: hall.clock.now }] }));
  eventsOf(await clerk.command({ type: 'stop.hold', windowId: 'w1', ticketId, reason: 'copies', forMs: null }));
  eventsOf(await clerk.command({ type: 'window.pause', windowId: 'w1', reason: 'meeting' }));
  const manager = await hall.connect(hall.sample.manager.token);
  eventsOf(await manager.command({ type: 'ticket.cancel', ticketId: other.ticketId, reason: 'mistake' }));

  const own = [
    ['stop.held', n, 'w1', { of: 'held', reason: 'copies' }], ['call.shown', n, 'w1', null],
    ['ticket.called', n, 'w1', { of: 'called', why: 'order' }], ['ticket.issued', n, null, { of: 'item', itemId: 'D01-01' }],
  ];
  expect(await lines(`number=a%2000${n}`)).toEqual(own);
  expect(await lines(`number=A${n}&window=w1&kind=call`)).toEqual(own.slice(1, 3));
  expect(await lines('window=w1&kind=window')).toEqual([['window.paused', null, 'w1', { of: 'paused', reason: 'meeting' }], ['window.opened', null, 'w1', null]]);
  expect(await lines('kind=ticket')).toEqual([
    ['ticket.cancelled', other.n, null, { of: 'cancelled', reason: 'mistake' }], ['ticket.issued', other.n, null, { of: 'item', itemId: 'D01-01' }], ['ticket.issued', n, null, { of: 'item', itemId: 'D01-01' }],
  ]);
  expect([await lines('number=Z9'), await lines('number=x'), await lines('window=w2')]).toEqual([[], [], []]);
  await expect.poll(() => manager.view('log').lines.slice(0, 4)).toMatchObject([{ type: 'ticket.cancelled' }, { type: 'window.paused' }, { type: 'stop.held', fact: { of: 'held' } }, { type: 'call.shown', number: { prefix: 'A', n }, windowId: 'w1' }]);
});

test('it is bounded: a hundred at a time, and the rest behind them', async () => {
  const clerk = await hall.clerk('w1');
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  for (let n = 0; n < 52; n += 1) {
    eventsOf(await clerk.command({ type: 'window.pause', windowId: 'w1', reason: 'away' }));
    eventsOf(await clerk.command({ type: 'window.resume', windowId: 'w1' }));
  }
  const first = (await read('kind=window')).body as LogReply;
  const rest = (await read(`kind=window&before=${first.earlier}`)).body as LogReply;
  expect([first.lines.length, rest.lines.length, rest.earlier, rest.lines.at(-1)?.type]).toEqual([100, 5, null, 'window.opened']);
  expect(new Set([...first.lines, ...rest.lines].map(({ seq }) => seq)).size).toBe(105);
});

test('what happened after the close, with the hall of no day, stands with the day before it', async () => {
  const manager = await hall.connect(hall.sample.manager.token);
  eventsOf(await manager.command({ type: 'day.close' }));
  eventsOf(await manager.command({ type: 'emergency.begin', kind: 'evacuate' }));
  eventsOf(await manager.command({ type: 'emergency.end' }));
  const closed = [['emergency.ended', null, null, null], ['emergency.begun', null, null, null], ['day.closed', null, null, null]];
  const first = await ofHall();
  expect([first.slice(0, 3), first.at(-1)?.[0]]).toEqual([closed, 'config.adopted']);
  hall.clock.now += 86_400_000;
  await hall.hub.tick();
  eventsOf(await manager.command({ type: 'emergency.begin', kind: 'evacuate' }));
  const next = (await read('kind=hall')).body as LogReply;
  expect([next.day, next.lines.at(-1)?.type, next.lines[0]?.type]).toEqual(['2026-11-23', 'day.opened', 'emergency.begun']);
  expect((await ofHall()).slice(0, 3)).toEqual(closed);
});

test('managers read it, of a day that is known; nothing else is asked', async () => {
  const clerk = found(hall.sample.windows[0]).token;
  expect([(await read('', clerk)).body, (await read('day=2020-01-01')).body, (await read('kind=odd')).status, (await read('foo=1')).status]).toEqual([
    { code: 'session.notPermitted' }, { code: 'day.unknown' }, 400, 400,
  ]);
  expect((await read('day=2026-11-22')).body).toMatchObject({ day: '2026-11-22', earlier: null });
});

const back = (of: number) => ['day.reopened', of, null, { of: 'takenBack' }];
const gone = (of: number) => ['ticket.abandoned', of, null, null];

test('a number that a close gave up shows its taking back with the reopening, each time, and only where the close had given it up', async () => {
  const agent = await hall.agent();
  const { n } = await issueTicket(agent);
  const manager = await hall.connect(hall.sample.manager.token);
  const clerk = await hall.clerk('w1');
  const turn = async () => {
    for (const type of ['day.close', 'day.open']) eventsOf(await manager.command({ type }));
  };
  await turn();
  const other = await issueTicket(agent);
  await turn();
  expect(await lines(`number=A${n}`)).toEqual([back(n), gone(n), back(n), gone(n), ['ticket.issued', n, null, { of: 'item', itemId: 'D01-01' }]]);
  expect(await lines(`number=A${other.n}&kind=ticket`)).toEqual([back(other.n), gone(other.n), ['ticket.issued', other.n, null, { of: 'item', itemId: 'D01-01' }]]);
  expect([await lines(`number=A${n}&kind=call`), await lines(`number=A${n}&window=w1`)]).toEqual([[], []]);
  // Once it is done, a close takes nothing from it, and a reopening gives nothing back.
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
  const [first] = hall.hub.state().ticketById.keys();
  eventsOf(await clerk.command({ type: 'stop.finish', windowId: 'w1', ticketId: first, outcome: 'completed', count: 1, caseRef: null }));
  await turn();
  expect([(await lines(`number=A${n}`))[0]?.[0], (await lines(`number=A${other.n}`)).slice(0, 2)]).toEqual(['stop.finished', [back(other.n), gone(other.n)]]);
  expect((await lines('kind=hall')).filter(([type]) => type === 'day.reopened')).toEqual([['day.reopened', null, null, null], ['day.reopened', null, null, null], ['day.reopened', null, null, null]]);
});
