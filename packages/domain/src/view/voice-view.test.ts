import { at, callNext, clerkAt, issue, kiosk, openHall } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { DeviceId, ZoneId } from '../ids.ts';
import type { SpeechClaim } from './types.ts';
import { voiceView } from './voice-view.ts';

const [speaker, other, zone] = ['speaker' as DeviceId, 'other' as DeviceId, 'A' as ZoneId];
const w1 = clerkAt('w1');

/** A hall with one call at window 1, claimed by nobody, `speaker` or `other`. */
function calledHall() {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  const view = (deviceId: DeviceId | null) => {
    const [call] = hall.state.calls;
    if (!call) throw new Error('no call');
    const { callId } = call;
    const claim = (by: DeviceId): SpeechClaim => ({ callId, zone, deviceId: by, startedAt: hall.now, endsAt: hall.now + 5_000, isOver: false, reportsBefore: 0 });
    const claimByCall = new Map(deviceId === null ? [] : [[callId, claim(deviceId)] as const]);
    const [mine] = voiceView(hall.state, hall.config, speaker, { announcerByZone: new Map([[zone, speaker]]), claimByCall }).zones;
    return { calls: mine?.calls.length, begun: mine?.begun.length, busyUntil: mine?.busyUntil };
  };
  return { hall, view };
}

test('[B7] an announcer sees whether what it has begun is still true', () => {
  const { hall, view } = calledHall();
  expect(view(null)).toEqual({ calls: 1, begun: 0, busyUntil: null });
  expect(view(speaker)).toEqual({ calls: 0, begun: 1, busyUntil: null });
  expect(view(other)).toEqual({ calls: 0, begun: 0, busyUntil: hall.now + 5_000 });
  hall.run(w1, at('stop.start', 'w1', 1));
  expect(view(speaker)).toEqual({ calls: 0, begun: 0, busyUntil: null });
});

test('[B7] a call made again makes the one before untrue', () => {
  const { hall, view } = calledHall();
  hall.now += 15_000;
  hall.run(w1, at('ticket.recall', 'w1', 1));
  expect(view(speaker)).toEqual({ calls: 1, begun: 0, busyUntil: null });
});

test('[B7] a call of another zone is nothing to speak here', () => {
  const { hall, view } = calledHall();
  hall.run(kiosk(), issue(2, 'tax-1'));
  hall.run(clerkAt('w3'), { type: 'window.open', windowId: 'w3' });
  hall.run(clerkAt('w3'), callNext('w3'));
  expect(view(null)).toEqual({ calls: 1, begun: 0, busyUntil: null });
});
