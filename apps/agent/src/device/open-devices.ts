// The devices of the file as running drivers. What cannot be opened is a part in bad health, never a start that fails.
import type { HealthReport } from '@hallcall/protocol';
import { createLedBus, loadProfile, type LedBus, type LedBusHealth, type LedLog } from '@hallcall/led';
import { createIdReader, type IdReader, type IdReaderHealth } from '@hallcall/id-reader';
import { createOpenPipe, systemTimers } from '@hallcall/link';
import type { Devices, LedLineChoice } from './device-file.ts';
import { openSpeaker, type Speaker } from './open-speaker.ts';

export type Part = HealthReport['parts'][number];
export type LedLine = { readonly bus: string; readonly driver: LedBus };

export type OpenDevices = {
  readonly lines: readonly LedLine[];
  readonly speaker: Speaker | null;
  /** Null: the file names none. */
  readonly idReader: IdReader | null;
  /** One part a device, and one for each thing wrong with the file; `wantedBuses`: the lines that the hall gives this agent. */
  parts(wantedBuses: readonly string[]): readonly Part[];
  onHealth(listener: () => void): void;
  close(): Promise<void>;
};

/** `now`: epoch ms. */
export function openDevices(devices: Devices, { now, log }: { readonly now: () => number; readonly log: LedLog }): OpenDevices {
  const openedAt = now();
  const opened = devices.led.map((choice) => ({ choice, line: openLine(choice, { now, log }) }));
  const lines = opened.flatMap(({ choice, line }) => (line.ok ? [{ bus: choice.bus, driver: line.driver }] : []));
  const speaker = devices.speaker && openSpeaker(devices.speaker, { now, timers: systemTimers });
  const idReader = devices.idReader && createIdReader({
    address: devices.idReader, openPipe: createOpenPipe(systemTimers), now, monotonic: () => performance.now(), timers: systemTimers, log,
  });
  const broken = [
    ...devices.problems.map(({ place, problem }) => fault('devices', 'devices.invalid', { detail: `${place}: ${problem}`, since: openedAt })),
    ...opened.flatMap(({ choice, line }) => (line.ok ? [] : [fault(ledPart(choice.bus), 'led.profileUnknown', { detail: line.problem, since: openedAt })])),
  ];
  return {
    lines, speaker, idReader,
    parts: (wantedBuses) => [
      ...broken,
      ...lines.map(({ bus, driver }) => lineHealth(bus, driver.health())),
      ...wantedBuses
        .filter((bus) => !devices.led.some((line) => line.bus === bus))
        .map((bus) => fault(ledPart(bus), 'led.noLine', { detail: '', since: openedAt })),
      ...(speaker ? [speaker.part()] : []),
      ...(idReader ? [readerHealth(idReader.health())] : []),
    ],
    onHealth(listener) {
      for (const { driver } of lines) driver.onHealth(listener);
      speaker?.onHealth(listener);
      idReader?.onHealth(listener);
    },
    async close() {
      await Promise.all([...lines.map(({ driver }) => driver.close()), speaker?.close(), idReader?.close()]);
    },
  };
}

type Line = { readonly ok: true; readonly driver: LedBus } | { readonly ok: false; readonly problem: string };

function openLine({ bus, address, profile: name }: LedLineChoice, { now, log }: { readonly now: () => number; readonly log: LedLog }): Line {
  const profile = loadProfile(name);
  if (!profile.ok) return { ok: false, problem: profile.problem };
  const tagged: LedLog = {
    info: (fields, message) => log.info({ bus, ...fields }, message),
    warn: (fields, message) => log.warn({ bus, ...fields }, message),
  };
  const driver = createLedBus({
    address, openPipe: createOpenPipe(systemTimers), profile: profile.profile, now, monotonic: () => performance.now(), timers: systemTimers, log: tagged,
  });
  return { ok: true, driver };
}

const codes = { ready: 'ready', none: 'led.none', unreachable: 'led.unreachable', 'bars.silent': 'led.silent', 'bars.refuse': 'led.refuse' } as const;

function lineHealth(bus: string, { state, code, detail, since }: LedBusHealth): Part {
  return { part: ledPart(bus), state, code: codes[code], since: Math.round(since), ...withDetail(detail) };
}

const readerHealth = ({ state, code, detail, since }: IdReaderHealth): Part =>
  ({ part: 'reader', state, code: code === 'ready' ? code : `reader.${code}`, since: Math.round(since), ...withDetail(detail) });

const ledPart = (bus: string): string => `led ${bus}`.slice(0, 32);

const fault = (part: string, code: string, { detail, since }: { readonly detail: string; readonly since: number }): Part =>
  ({ part, state: 'fault', code, since, ...withDetail(detail) });

const withDetail = (detail: string): Pick<Part, 'detail'> => (detail === '' ? {} : { detail: detail.slice(0, 200) });
