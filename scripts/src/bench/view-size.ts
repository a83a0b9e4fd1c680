// The largest view a board can get in a hall of 43 queues: everybody waits, lists are full.
import { join } from 'node:path';
import { boardView, DeviceId, emptyHall, evolve, HallConfig, waitsNow, type HallEvent, type ReadonlyHall, type VoicePresence } from '@hallcall/domain';
import { newId } from './connect.ts';
import { round, type Bench } from './figure.ts';
import { startServer } from './server.ts';

const limit = 4_096;
const boards = ['b1'] as const;

export const viewSize: Bench = async ({ folder }) => {
  const hub = await startServer('hub-server.ts', [join(folder, 'view-size')]);
  const { hall } = (await (await fetch(`${hub.url}config/1`)).json()) as { hall: unknown };
  await hub.kill();
  const config = HallConfig.parse(hall);
  const now = Date.now();
  const state = emptyHall();
  for (const event of fullDay(config, now)) evolve(state, { at: now, event });
  const view = boardView(state, config, HallConfig.shape.boards.element.shape.id.parse(boards[0]), { now, waits: waitsNow(state, config, now), voice: { announcerByZone: new Map(), claimByCall: spokenNow(state, now) } });
  const full = view.calls.length === 10 && view.guideDesk.length === 12 && view.missed.length === 12 && view.speaking.length === 2 && view.muted.length > 0 && view.emergency !== null && view.waiting.length === config.queues.length && view.waiting.every(([, , minutes]) => minutes !== null && minutes >= 100);
  const message = { name: 'board', id: 'b1', epoch: 1, seq: 1_000_000, config: 1, build: '0123456789ab', view };
  const value = Buffer.byteLength(JSON.stringify(message));
  return [{ name: 'view-size', value, limit, ratio: round(value / limit), goal: '<= 4096 bytes for 43 queues, all lists full', ok: full && value <= limit, n: config.queues.length }];
};

/** Two voices at once: one for each half of the hall. */
function spokenNow(state: ReadonlyHall, now: number): VoicePresence['claimByCall'] {
  return new Map(state.calls.slice(-2).map(({ callId, zone }) => {
    const deviceId = DeviceId.parse('display-b1');
    return [callId, { callId, zone, deviceId, startedAt: now, endsAt: now, isOver: false, reportsBefore: 0 }];
  }));
}

/** Loose events: brands are left out, the fold does not look at them. */
function fullDay(config: HallConfig, now: number): HallEvent[] {
  const events: object[] = [{ type: 'day.opened', date: '2026-01-05', by: 'manager', config: 1, numbersAfter: {} }];
  for (const { id: windowId } of config.windows) events.push({ type: 'window.opened', windowId, clerkId: 'c1' });
  const issue = (queue: HallConfig['queues'][number], n: number) => {
    const ticketId = newId();
    events.push({
      type: 'ticket.issued', ticketId, number: { prefix: queue.prefix, n: 4000 + n }, language: 'zh', issuedAt: now, placeAt: now,
      stops: [{ queueId: queue.id, items: [{ itemId: 'x', count: 1 }], after: [] }], paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
    });
    return ticketId;
  };
  for (const queue of config.queues) for (let n = 0; n < 100; n += 1) issue(queue, n);
  const [queue] = config.queues;
  const [window] = config.windows;
  if (!queue || !window) throw new Error('an empty hall');
  for (let n = 100; n < 140; n += 1) {
    const ticketId = issue(queue, n);
    const at = { ticketId, stop: 0, windowId: window.id };
    if (n < 115) events.push({ type: 'paper.changed', ticketId, jobId: null, copy: 0, outcome: 'failed', paper: 'failed', at: now });
    else events.push({ type: 'ticket.called', ...at, callId: newId(), queueId: queue.id, clerkId: 'c1', zone: window.zone });
    if (n >= 125) events.push({ type: 'stop.missed', ...at, calls: 3, proof: 'shown' });
  }
  for (const { id: zone } of config.zones) events.push({ type: 'zone.muted', zone, isMuted: true });
  events.push({ type: 'emergency.begun', kind: 'evacuate' });
  return events as HallEvent[];
}
