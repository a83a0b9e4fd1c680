import { expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { randomId, type RawClient } from './testing/raw-client.ts';
import { agentCredentials, eventsOf, found, issueTicket, startTestHub, testClock } from './testing/test-hub.ts';

test('hub time follows the monotonic clock; a wall clock that jumps is a step, a small difference is not', () => {
  let [wall, monotonic] = [1_000_000, 50];
  const clock = createClock({ wall: () => wall, monotonic: () => monotonic });
  monotonic += 500.4;
  wall += 2_400;
  expect([clock.now(), clock.step()]).toEqual([1_000_500, null]);
  wall -= 3_600_000;
  expect(clock.step()).toEqual({ from: 1_000_500, to: 1_002_400 - 3_600_000 });
  clock.anchor();
  expect([clock.now(), clock.step()]).toEqual([1_002_400 - 3_600_000, null]);
});

test('a step is written to the log once, and time goes on from there', async () => {
  const source = testClock(Date.UTC(2026, 10, 22, 2));
  let shift = 0;
  const hall = await startTestHub({ clock: { wall: () => source.now + shift, monotonic: source.monotonic } }, source);
  shift = -60_000;
  await hall.hub.tick();
  await hall.hub.tick();
  const steps = hall.hub.engine.recent().filter(({ event }) => event.type === 'clock.stepped');
  expect(steps.map(({ event }) => event)).toEqual([{ type: 'clock.stepped', from: source.now, to: source.now - 60_000 }]);
  await hall.discard();
});

test('a tick that begins before the one before is through finds no second step', async () => {
  const source = testClock(Date.UTC(2026, 10, 22, 2));
  let shift = 0;
  const hall = await startTestHub({ clock: { wall: () => source.now + shift, monotonic: source.monotonic } }, source);
  const { ticketId } = await issueTicket(await hall.agent());
  shift = 3_600_000;
  await Promise.all([hall.hub.tick(), hall.hub.tick(), hall.hub.tick()]);
  const steps = hall.hub.engine.recent().filter(({ event }) => event.type === 'clock.stepped');
  expect([steps.length, hall.hub.state().ticketById.get(ticketId as never)?.issuedAt]).toEqual([1, source.now + shift]);
  await hall.discard();
});

test('whoever is decided together with a step is decided by the clock as it goes on, and a restart after it is no further step', async () => {
  const source = testClock(Date.UTC(2026, 10, 22, 2));
  let shift = 0;
  const hall = await startTestHub({ clock: { wall: () => source.now + shift, monotonic: source.monotonic } }, source);
  shift = -3_600_000;
  const [, beside] = await Promise.all([hall.hub.tick(), hall.hub.engine.tell({ type: 'registry.change', what: 'clerkAdded', id: 'c9' })]);
  expect(beside).toMatchObject({ kind: 'events', events: [{ at: source.now + shift }] });
  source.now += 1_000;
  await hall.hub.tick();
  const again = await hall.restart();
  const steps = again.hub.store.db.prepare<[], number>("select count(*) from event where type = 'clock.stepped'").pluck().get();
  expect(steps).toBe(1);
  await again.discard();
});

test('a restart right after a step is no further step', async () => {
  const source = testClock(Date.UTC(2026, 10, 22, 2));
  let shift = 0;
  const hall = await startTestHub({ clock: { wall: () => source.now + shift, monotonic: source.monotonic } }, source);
  shift = -3_600_000;
  await hall.hub.tick();
  source.now += 1_000;
  const again = await hall.restart();
  const steps = again.hub.store.db.prepare<[], number>("select count(*) from event where type = 'clock.stepped'").pluck().get();
  expect(steps).toBe(1);
  await again.discard();
});

test('a start under an earlier wall clock is a step too', async () => {
  const hall = await startTestHub();
  await issueTicket(await hall.agent());
  hall.clock.now -= 3_600_000;
  const again = await hall.restart();
  await issueTicket(await again.agent());
  const log = again.hub.store.db.prepare<[], { at: number; type: string }>('select at, type from event order by seq').all();
  const backwards = log.filter(({ at }, i) => at < (log[i - 1]?.at ?? 0)).map(({ type }) => type);
  expect(backwards).toEqual(['clock.stepped']);
  await again.discard();
});

test('the sample hall changes its day at four in the morning, and numbers start again', async () => {
  const hall = await startTestHub();
  const agent = await hall.agent();
  await issueTicket(agent);
  expect((await issueTicket(agent)).n).toBe(2);
  hall.clock.now = Date.UTC(2026, 10, 22, 19, 59);
  await hall.hub.tick();
  expect(hall.hub.state().day?.date).toBe('2026-11-22');
  hall.clock.now = Date.UTC(2026, 10, 22, 20, 0);
  await hall.hub.tick();
  await hall.hub.tick();
  expect(hall.hub.state().day?.date).toBe('2026-11-23');
  expect((await issueTicket(agent)).n).toBe(1);
  expect(hall.hub.store.db.prepare('select date, closed_at is null as open from day order by date').all()).toEqual([
    { date: '2026-11-22', open: 0 }, { date: '2026-11-23', open: 1 },
  ]);
  await hall.discard();
});

for (const [word, byMs] of [['back', -3_600_000], ['forward', 3_600_000]] as const) {
  test(`the clock is set ${word} while a kiosk is cut off: who took a number there keeps the place (K2), reported over an old connection or a new one`, async () => {
    const source = testClock(Date.UTC(2026, 10, 22, 2));
    let shift = 0;
    const hall = await startTestHub({ clock: { wall: () => source.now + shift, monotonic: source.monotonic } }, source);
    const band = found(agentCredentials(hall.data).band);
    const day = found(hall.hub.state().day).date;
    const merged = async (agent: RawClient, n: number, issuedAt: number): Promise<number> => {
      const command = { type: 'ticket.issueOffline', ticketId: randomId(), number: { prefix: 'A', n }, queueId: 'q-market', items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', day, issuedAt, paper: 'none', instead: null };
      // A fact carries no end.
      const [stored] = eventsOf(await agent.command(command));
      if (stored?.event.type !== 'ticket.issued') throw new Error('not issued');
      return stored.event.placeAt;
    };
    (await hall.agent()).close();
    source.now += 60_000;
    const old = await hall.agent();
    const contactAt = source.now;
    source.now += 600_000;
    shift = byMs;
    await hall.hub.tick();
    // Given three minutes after the last contact, told by the clock as it goes now.
    const given = contactAt + byMs + 180_000;
    expect(await merged(old, band.first, given)).toBe(given);
    // The clock is set a second time; the kiosk was heard last with that number.
    old.close();
    const heardAt = source.now + 2 * byMs;
    source.now += 60_000;
    shift = 2 * byMs;
    await hall.hub.tick();
    source.now += 60_000;
    const young = await hall.agent();
    expect(await merged(young, band.first + 1, heardAt + 30_000)).toBe(heardAt + 30_000);
    // Nobody comes before the last contact, as the clock goes now.
    expect(await merged(young, band.first + 2, heardAt - 36_000_000)).toBe(heardAt);
    await hall.discard();
  });
}
