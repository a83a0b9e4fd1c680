import { at, callNext, clerkAt, finish, issue, kiosk, manager, monday9, openHall, testConfig, testConfigWithPolicy, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { HallConfig } from '../config.ts';
import type { HallEvent } from '../event.ts';

const tag = (n: number): string => String(n).repeat(32);
const card = (n: number, ...itemIds: string[]) => ({
  person: { tag: tag(n) }, ...(itemIds.length > 0 ? { items: itemIds.map((itemId) => ({ itemId, count: 3 })) } : {}),
});
const limited = (liveTickets: number, perItemPerDay: number) => openHall({ config: testConfigWithPolicy({ perPerson: { liveTickets, perItemPerDay } }) });
const no = (code: string, facts: Record<string, unknown>) => ({ kind: 'rejection', rejection: { code, ...facts } });
const keyOf = (events: readonly HallEvent[]): unknown => events.map((event) => (event.type === 'ticket.issued' ? (event.personKey ?? null) : event.type));
const A = (n: number) => ({ prefix: 'A', n });
const w1 = clerkAt('w1');

function serve(hall: ReturnType<typeof openHall>, n: number, outcome = 'completed'): void {
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', n));
  hall.run(w1, { ...finish('w1', n), outcome });
}

test('[PE1] the log has a key and no tag, the same for one person and another for the next', () => {
  const hall = openHall();
  const keys = [issue(1, 'market-1', card(1)), issue(2, 'tax-1', card(1)), issue(3, 'market-1', card(2)), issue(4)].flatMap((command) => keyOf(hall.run(kiosk(), command)));
  expect([keys[0] === keys[1], keys[0] === keys[2], keys[3]]).toEqual([true, false, null]);
  expect(JSON.stringify(hall.log)).not.toContain(tag(1).slice(0, 12));
  expect(hall.state.ticketById.get(ticket(1))?.personKey).toBe(keys[0]);
});

test('[PE1] a tag is 128 bits in hexadecimal', () => {
  const hall = openHall();
  for (const wrong of ['1'.repeat(31), '1'.repeat(33), 'G'.repeat(32), '']) expect(() => hall.when(kiosk(), issue(1, 'market-1', { person: { tag: wrong } }))).toThrow('tag');
});

test('[PE2] an item that asks who comes wants a card at the kiosk', () => {
  const plain = testConfig();
  const config = HallConfig.parse({ ...plain, items: plain.items.map((item) => ({ ...item, ...(item.id === 'market-2' ? { identity: 'required' } : {}) })) });
  const hall = openHall({ config });
  const both = { items: ['market-1', 'market-2'].map((itemId) => ({ itemId, count: 1 })) };
  for (const more of [{}, both]) expect(hall.when(kiosk(), issue(1, 'market-2', more))).toEqual(no('person.required', { itemId: 'market-2' }));
  expect(hall.when(kiosk(), issue(1)).kind).toBe('events');
  expect(hall.when(manager, { type: 'ticket.issueAtDesk', ticketId: ticket(1), ...both, language: 'zh', printer: null }).kind).toBe('events');
  expect(hall.when(kiosk(), issue(1, '', { ...card(1), ...both })).kind).toBe('events');
  expect(hall.when(kiosk(), {
    type: 'ticket.issueOffline', ticketId: ticket(1), number: A(5000), queueId: 'q-market', ...both, language: 'zh', day: '2026-01-05', issuedAt: monday9, paper: 'none', instead: null,
  }).kind).toBe('events');
});

test('[PE3] so many live tickets at a time, and again as many once they have ended', () => {
  const hall = limited(2, 9);
  hall.run(kiosk(), issue(1, 'market-1', card(1)));
  hall.run(kiosk(), issue(2, 'market-2', card(1)));
  const third = issue(3, 'tax-1', card(1));
  expect(hall.when(kiosk(), third)).toEqual(no('person.tooMany', { held: A(1), most: 2 }));
  expect(hall.when(kiosk(), issue(3, 'tax-1', card(2))).kind).toBe('events');
  expect(hall.when(kiosk(), issue(3, 'tax-1')).kind).toBe('events');
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  serve(hall, 1);
  hall.run(kiosk(), third);
  expect(hall.when(kiosk(), issue(4, 'market-1', card(1)))).toEqual(no('person.tooMany', { held: A(2), most: 2 }));
});

test('[PE3] where nothing is limited, nothing is refused', () => {
  const hall = openHall();
  for (let n = 1; n <= 9; n += 1) hall.run(kiosk(), issue(n, 'market-1', card(1)));
  expect(hall.state.ticketById.size).toBe(9);
});

test('[PE4] no second ticket for an item before the first is done, however many a day', () => {
  const hall = limited(9, 9);
  hall.run(kiosk(), issue(1, 'market-1', card(1)));
  const again = no('person.itemAgain', { itemId: 'market-1', held: A(1) });
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1)))).toEqual(again);
  expect(hall.when(kiosk(), issue(2, '', card(1, 'tax-1', 'market-1')))).toEqual(again);
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1)))).toEqual(again);
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, finish('w1', 1));
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1))).kind).toBe('events');
});

test('[PE4] so many for an item a day; what came to nothing does not count', () => {
  const hall = limited(9, 1);
  hall.run(kiosk(), issue(1, 'market-1', card(1)));
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(1), reason: 'visitor' });
  hall.run(kiosk(), issue(2, 'market-1', card(1)));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  serve(hall, 2);
  expect(hall.when(kiosk(), issue(3, 'market-1', card(1)))).toEqual(no('person.itemAgain', { itemId: 'market-1', held: A(2) }));
  expect(hall.when(kiosk(), issue(3, 'market-2', card(1))).kind).toBe('events');
});

test('[PE4] who comes back with what was missing is let in', () => {
  const hall = limited(1, 1);
  hall.run(kiosk(), issue(1, 'market-1', card(1)));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, { ...finish('w1', 1), outcome: 'materialsMissing', missing: { materials: ['form'], other: null, note: null } });
  const [code] = [...hall.state.passByCode.keys()];
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1)))).toMatchObject({ rejection: { code: 'person.itemAgain' } });
  expect(hall.when(kiosk(), issue(2, 'market-1', { ...card(1), pass: code })).kind).toBe('events');
});

test('[PE5] one ticket for many errands is one ticket', () => {
  const hall = limited(1, 1);
  const errands = { person: { tag: tag(1) }, items: ['market-1', 'market-2', 'tax-1'].map((itemId) => ({ itemId, count: 20 })) };
  hall.run(kiosk(), issue(1, '', errands));
  expect(hall.state.ticketById.get(ticket(1))?.stops).toHaveLength(2);
});

test('[PE6] an offline ticket names nobody, and is a person’s where it replaces one of theirs', () => {
  const hall = limited(1, 1);
  const offline = (n: number, instead: unknown) => ({
    type: 'ticket.issueOffline', ticketId: ticket(n), number: A(5000 + n), queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh', day: '2026-01-05',
    issuedAt: monday9, paper: 'none', instead,
  });
  expect(keyOf(hall.run(kiosk(), offline(8, null)))).toEqual([null]);
  const [key] = hall.run(kiosk(), issue(1, 'market-1', card(1))).map((event) => event.type === 'ticket.issued' && event.personKey);
  expect(keyOf(hall.run(kiosk(), offline(9, { commandId: ticket(7), ticketId: ticket(1) })))).toEqual(['ticket.cancelled', key]);
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1)))).toEqual(no('person.itemAgain', { itemId: 'market-1', held: A(5009) }));
});

test('[PE1] the next day begins without any of them', () => {
  const hall = limited(1, 1);
  hall.run(kiosk(), issue(1, 'market-1', card(1)));
  hall.run(manager, { type: 'day.close' });
  hall.now += 24 * 3_600_000;
  hall.run(manager, { type: 'day.open' });
  expect(hall.state.ticketIdsByPerson.size).toBe(0);
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1))).kind).toBe('events');
});

test('[PE4] a number given up for a no-show that nobody answered counts for nothing', () => {
  const hall = openHall({ config: testConfigWithPolicy({ perPerson: { liveTickets: 1, perItemPerDay: 1 }, callsBeforeMissed: 1, missAfterMs: 0, restoreWithinMs: 60_000 }) });
  hall.run(kiosk(), issue(1, 'market-1', card(1)));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 1));
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1)))).toMatchObject(no('person.itemAgain', { itemId: 'market-1' }));
  hall.pass(60_000);
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1))).kind).toBe('events');
});

test('[PE3] [PE4] [M10] whoever must take a new number after a missed call may: the lost one counts no more', () => {
  const hall = openHall({ config: testConfigWithPolicy({ perPerson: { liveTickets: 1, perItemPerDay: 1 }, missedMode: 'void', callsBeforeMissed: 1 }) });
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(kiosk(), issue(1, 'market-1', card(1)));
  hall.run(w1, callNext('w1'));
  const miss = (isShown: boolean): void => {
    if (isShown) hall.run({ role: 'display', deviceId: 'tv', boardId: 'main' } as never, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls.at(-1)?.callId, zone: 'A', at: hall.now }] });
    hall.now += 60_000;
    hall.run(w1, at('stop.miss', 'w1', 1));
  };
  miss(false);
  // Unproven: the number is still good.
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1)))).toEqual(no('person.itemAgain', { itemId: 'market-1', held: A(1) }));
  hall.run(w1, { type: 'ticket.restore', ticketId: ticket(1) });
  hall.run(w1, callNext('w1'));
  miss(true);
  expect(hall.when(w1, { type: 'ticket.restore', ticketId: ticket(1) })).toEqual(no('restore.void', {}));
  expect(hall.when(kiosk(), issue(2, 'market-1', card(1))).kind).toBe('events');
});
