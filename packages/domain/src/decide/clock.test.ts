import { at, callNext, clerkAt, hub, issue, kiosk, manager, openHall, openWindows, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const hours = 3_600_000;

/** A clock that ran eight hours fast is set right. */
function setBack(hall: Scenario): void {
  const from = hall.now;
  hall.now -= 8 * hours;
  hall.run(hub, { type: 'clock.step', from, to: hall.now });
}

test('[K2] who was called before the clock was set back is called again and missed without waiting for the time that was', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 2 }) });
  openWindows(hall, 'w1');
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), callNext('w1'));
  setBack(hall);
  hall.run(clerkAt('w1'), at('ticket.recall', 'w1', 1));
  expect(hall.when(clerkAt('w1'), at('stop.miss', 'w1', 1))).toEqual({ kind: 'rejection', rejection: { code: 'miss.tooSoon', waitMs: 10_000 } });
  hall.now += 10_000;
  expect(hall.run(clerkAt('w1'), at('stop.miss', 'w1', 1))).toMatchObject([{ type: 'stop.missed', calls: 2 }]);
});

test('[K2] a window idle since before is assigned to, and a paper pending since before counts as unknown', () => {
  const hall = openHall({ config: testConfigWithPolicy({ autoAssign: true }) });
  openWindows(hall, 'w1');
  hall.run(kiosk(), issue(1, 'market-1', { paper: 'pending' }));
  setBack(hall);
  expect(hall.pass(1)).toMatchObject([{ type: 'paper.changed', ticketId: ticket(1), paper: 'unknown' }]);
  expect(hall.pass(1)).toMatchObject([{ type: 'ticket.called', ticketId: ticket(1), windowId: 'w1' }]);
});

test('[K2] [M8] [H6] calls made after the clock was set back are after the emergency that ended before', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1 }) });
  openWindows(hall, 'w1');
  hall.run(kiosk(), issue(1));
  hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  hall.run(manager, { type: 'emergency.end' });
  setBack(hall);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.now += 10_000;
  expect(hall.run(clerkAt('w1'), at('stop.miss', 'w1', 1))).toMatchObject([{ type: 'stop.missed', calls: 1, proof: 'unproven' }]);
});
