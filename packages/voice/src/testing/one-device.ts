import type { ZoneId, ZoneVoice } from '@hallcall/domain';
import { createFakeClock } from './fake-clock.ts';
import { createFakeDevice, type FakeDeviceOptions } from './fake-device.ts';
import { createFakeHall, zoneVoice } from './fake-hall.ts';
import { syntheticBank } from './synthetic-bank.ts';

/** Every clip of both languages. */
export const both = syntheticBank({ languages: ['zh', 'en'], departments: [], scale: 1 });
/** Epoch ms. */
export const startsAt = 1_000_000;
/** Chime, then a call to a one-digit window in Chinese, ms. */
export const chimeMs = 1500;
export const zhMs = chimeMs + 11 * 430 + 120;

type Setup = { readonly voice?: Partial<ZoneVoice>; readonly zones?: readonly string[]; readonly viewMs?: number } & Partial<Pick<FakeDeviceOptions, 'bank' | 'minutes'>>;

/** A hall with one device, whose zones are its own from the start; 10 ms of line either way. */
export async function setUp({ voice = {}, zones = ['A'], bank = () => both, minutes = () => 600, viewMs = 10 }: Setup = {}) {
  const clock = createFakeClock(startsAt);
  const hall = createFakeHall(clock, () => viewMs);
  const voices = new Map<ZoneId, ZoneVoice>(zones.map((zone) => [zone as ZoneId, zoneVoice(voice)]));
  const device = createFakeDevice({ clock, hall, deviceId: 'tv', bank, voice: (zone) => voices.get(zone) ?? null, latencyMs: () => 10, minutes });
  for (const zone of zones) hall.assign(zone, 'tv');
  await clock.pass(10 + viewMs);
  const outcomes = () => device.reports.map(({ callId, outcome, reason }) => [hall.calls.find((call) => call.callId === callId)?.number.n, outcome, reason]);
  const call = (n: number, more: object = {}) => hall.call({ zone: 'A', window: n % 9 + 1, n, ...more });
  /** Numbers in the order in which they were begun. */
  const begun = () => device.speaking.flatMap(({ state }) => state?.callIds ?? []).map((callId) => hall.calls.find((each) => each.callId === callId)?.number.n);
  return { clock, hall, voices, device, outcomes, call, begun };
}
