import { createManualTime, type ManualTime } from '@hallcall/link/testing';
import { type LedProfile, loadProfile } from '../profile.ts';
import type { WantedBar } from './bar.ts';
import { FakeLine } from './fake-line.test.helper.ts';
import { createLedBus, type LedBus } from './led-bus.ts';

/** A driver and its line of simulated bars on a clock that only moves when a test says so. */
export type Bench = ManualTime & {
  bus: LedBus;
  line: FakeLine;
  lit: { address: number; token: string; at: number }[];
  warned: Record<string, unknown>[];
  /** Moves the wall clock away from the other one. */
  setWall: (offsetMs: number) => void;
};

/** The shipped profile of that name. */
export function profileNamed(name: string): LedProfile {
  const result = loadProfile(name);
  if (!result.ok) throw new Error(result.problem);
  return result.profile;
}

/** A wish in red, still. */
export function wish(text: string, token: string | null = null): WantedBar {
  return { content: { text, colour: 'red', blink: false }, token };
}

/** Sets up a bus over `addresses`; the clock stands at 0 and nothing has happened yet. */
export function createBench(
  addresses: readonly number[],
  { profile = profileNamed('onbon-6k-128x16'), kind = 'serial' }: { profile?: LedProfile; kind?: 'serial' | 'tcp' } = {},
): Bench {
  const clock = createManualTime();
  const line = new FakeLine(clock, profile, addresses);
  const warned: Bench['warned'] = [];
  const lit: Bench['lit'] = [];
  let wallOffset = 0;
  const bus = createLedBus({
    address: kind === 'tcp' ? { kind, host: 'bars', port: 5005 } : { kind, path: '/dev/bars', baudRate: 9600 },
    openPipe: line.openPipe,
    profile,
    now: () => clock.now() + wallOffset,
    monotonic: clock.now,
    timers: clock.timers,
    log: { info: () => undefined, warn: (fields) => void warned.push(fields) },
  });
  bus.onLit((event) => lit.push(event));
  const setWall = (offsetMs: number): void => {
    wallOffset = offsetMs;
  };
  return { ...clock, bus, line, lit, warned, setWall };
}
