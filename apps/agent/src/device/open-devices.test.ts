// A whole agent beside devices that are not as its file says: each is named to the console, and nothing else suffers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadProfile, startLedSimulator, type LedSimulator } from '@hallcall/led';
import type { PrinterSimulator } from '@hallcall/printer';
import type { HealthReport } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '../start-agent.ts';
import { freshFolder, isLive, runAgent, simulate, takeAndPrint, until } from '../testing/run-agent.test.helper.ts';
import { startStandInHub, type StandInHub } from '../testing/stand-in-hub.test.helper.ts';
import { readDevices } from './device-file.ts';
import { openDevices } from './open-devices.ts';

const buses = ['good', 'strange', 'folder', 'deaf', 'forgotten'];
const profile = 'onbon-5k-128x16';
const log = { info: () => undefined, warn: () => undefined };

let hub: StandInHub;
let printer: PrinterSimulator;
let bars: LedSimulator;
let agent: Agent;

/** One window for each line of the hall. */
const hallWithBars = {
  ledBuses: buses.map((id) => ({ id, agent: 'k1', language: 'zh' })),
  windows: buses.map((bus, i) => ({ id: `W${i + 1}`, label: String(i + 1), zone: 'Z1', queues: ['QA', 'QB'].map((queue) => ({ queue, rank: 1, weight: 1 })), printer: null, led: { bus, address: 1 } })),
};

/** A port that was free a moment ago and that nobody listens on. */
async function deafPort(): Promise<number> {
  const gone = await simulate();
  await gone.close();
  return gone.port ?? 1;
}

function devicesFile(document: object): string {
  const file = join(freshFolder(), 'devices.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

beforeEach(async () => {
  const loaded = loadProfile(profile);
  if (!loaded.ok) throw new Error(loaded.problem);
  [hub, printer, bars] = await Promise.all([
    startStandInHub(hallWithBars), simulate(), startLedSimulator({ line: { kind: 'tcp', port: 0 }, controlPort: 0, addresses: [1], profile: loaded.profile }),
  ]);
});
afterEach(async () => {
  await agent.close();
  await Promise.all([hub.close(), printer.close(), bars.close()]);
});

async function start(document: object): Promise<void> {
  const devices = openDevices(readDevices(devicesFile(document)), { now: () => Date.now(), log });
  agent = await runAgent(hub.url, printer, { devices });
  await isLive(agent);
}

// The hub keeps what it was told as it came.
const parts = (): HealthReport['parts'] => (hub.live.health as HealthReport | null)?.parts ?? [];
const partOf = (part: string, code: string) => until(() => parts().find((each) => each.part === part), (found) => found?.code === code);

const good = () => ({ bus: 'good', address: `tcp://127.0.0.1:${bars.port}`, profile });

test('every device that cannot be used is named with what is wrong; a ticket is printed and the good bar is lit', async () => {
  const regularFile = join(freshFolder(), 'tty');
  writeFileSync(regularFile, '');
  const deaf = await deafPort();
  await start({
    led: [
      good(),
      { bus: 'strange', address: 'tcp://127.0.0.1:1', profile: 'no-such-bar' },
      { bus: 'folder', address: `serial://${regularFile}`, profile },
      { bus: 'deaf', address: `tcp://127.0.0.1:${deaf}`, profile },
      { bus: 'broken', address: 'nowhere', profile },
    ],
    speaker: { sink: 'command', command: ['/nowhere/player', '{title}'] },
  });
  expect((await takeAndPrint(agent)).paper).toBe('printed');
  await until(() => bars.bars().map(({ text }) => text), ([text]) => text === '1号窗 未开放');
  expect(await partOf('led strange', 'led.profileUnknown')).toMatchObject({ state: 'fault', detail: expect.stringContaining('no-such-bar') });
  const silent = await until(() => parts().find(({ part }) => part === 'led folder'), (found) => found?.detail !== undefined);
  expect(silent).toMatchObject({ state: 'fault', code: 'led.unreachable', detail: expect.stringMatching(/\w/u) });
  const unheard = await until(() => parts().find(({ part }) => part === 'led deaf'), (found) => found?.detail !== undefined);
  expect(unheard).toMatchObject({ state: 'fault', code: 'led.unreachable', detail: expect.stringContaining('ECONNREFUSED') });
  expect(await partOf('led forgotten', 'led.noLine')).toMatchObject({ state: 'fault' });
  expect(await partOf('devices', 'devices.invalid')).toMatchObject({ state: 'fault', detail: expect.stringContaining('led[4].address') });
  expect(await partOf('speaker', 'speaker.missing')).toMatchObject({ state: 'fault', detail: '/nowhere/player' });
  expect(await partOf('voice', 'voice.noClips')).toMatchObject({ state: 'fault' });
  expect(await partOf('led good', 'ready')).toMatchObject({ state: 'ok' });
  expect(await partOf('printer', 'ready')).toMatchObject({ state: 'ok' });
});

test('a file that cannot be read is one fault; the agent prints as ever', async () => {
  const devices = openDevices(readDevices('/nowhere/devices.json'), { now: () => Date.now(), log });
  agent = await runAgent(hub.url, printer, { devices });
  await isLive(agent);
  expect((await takeAndPrint(agent)).paper).toBe('printed');
  expect(await partOf('devices', 'devices.invalid')).toMatchObject({ state: 'fault', detail: expect.stringContaining('/nowhere/devices.json') });
});

test('a hall with clips of one language only is named with the other', async () => {
  hub.live.chineseClips = JSON.stringify({ version: 1, language: 'zh', engine: 'test', voice: 'tone', clips: {} });
  await start({ speaker: { sink: 'wav', folder: freshFolder() } });
  expect(await partOf('voice', 'voice.languageMissing')).toMatchObject({ state: 'warning', detail: 'en' });
});
