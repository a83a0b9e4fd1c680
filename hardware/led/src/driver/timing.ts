import { defaultSupervisorTiming, type PipeAddress, type SupervisorTiming } from '@hallcall/link';

/** All durations of the driver that are not the profile's, in milliseconds. */
export type LedTiming = {
  link: SupervisorTiming;
  /** Before a request that went wrong is sent again. */
  retryMs: number;
  /** A bar that stays silent or refuses is asked again after this, doubled each time … */
  firstBackoffMs: number;
  /** … up to this. */
  lastBackoffMs: number;
  /** How late an answer may come and still be one to an earlier request. */
  lateMs: number;
  /** What a write may take beyond the time its bytes need on the line. */
  writeSlackMs: number;
};

/** For real bars. */
export const defaultLedTiming: LedTiming = {
  link: defaultSupervisorTiming,
  retryMs: 200,
  firstBackoffMs: 2000,
  lastBackoffMs: 30_000,
  lateMs: 5000,
  writeSlackMs: 2000,
};

/** How long writing `count` bytes may take: on a serial line their time and a quarter more, and the slack. */
export function writeDeadlineMs(count: number, address: PipeAddress, timing: LedTiming): number {
  const msPerByte = address.kind === 'serial' ? 10_000 / address.baudRate : 0;
  return Math.ceil(timing.writeSlackMs + count * msPerByte * 1.25);
}
