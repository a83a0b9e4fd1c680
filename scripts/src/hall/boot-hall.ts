// The whole sample hall on this machine: hub, kiosk's agent and simulated printer, bars, speaker and ID-card reader, each a process of its
// own. Only the hub has a port that somebody chose; the others take a free one and say so. Tests stop, kill and start each.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '@hallcall/host';
import { startChild, type Child } from './child.ts';

const root = new URL('../../../', import.meta.url).pathname;
const readyMs = 30_000;

export type HallOptions = {
  /** 0 takes a free port; it is kept when the hub is started again. */
  readonly port: number;
  readonly data: string;
  /** Folder of the built pages. */
  readonly dist: string;
  /** More arguments for the hub, the agent or the printer. */
  readonly hubArgs?: readonly string[];
  readonly agentArgs?: readonly string[];
  readonly printerArgs?: readonly string[];
  /** A pty for the line of bars instead of a socket. */
  readonly ledPty?: string;
  /** Another speaker than the simulated one, as the agent's device file names it. */
  readonly speaker?: Readonly<Record<string, unknown>>;
  readonly hubEnv?: Readonly<Record<string, string>>;
  readonly agentEnv?: Readonly<Record<string, string>>;
};

export type Hall = {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  readonly hub: Child;
  readonly agent: Child;
  readonly printer: Child;
  readonly led: Child;
  readonly speaker: Child;
  readonly reader: Child;
  readonly agentUrl: string;
  /** Where the simulated printer is controlled and its tickets are read. */
  readonly printerUrl: string;
  /** Likewise the simulated bars and speaker. */
  readonly ledUrl: string;
  readonly speakerUrl: string;
  /** Likewise the reader: `POST card {card}` lays an invented one on. */
  readonly readerUrl: string;
  /** Starts a part again that was stopped or killed, at its address. */
  restart(part: 'hub' | 'agent'): Promise<void>;
  /** Stops agent, hub, printer, bars, speaker and reader, in this order; resolves with their exit codes. */
  stop(): Promise<readonly (number | null)[]>;
};

/** Starts everything and resolves when the hall page can be opened. */
export async function bootHall(options: HallOptions): Promise<Hall> {
  const started: Child[] = [];
  const keep = (child: Child): Child => {
    started.push(child);
    return child;
  };
  try {
    const [printer, led, speaker, reader] = (await Promise.all([startPrinter(options), startLed(options), startSpeaker(options), startReader(options)])).map(keep);
    if (!printer || !led || !speaker || !reader) throw new Error('a simulator is missing');
    const { port, control } = readyOf(printer);
    writeDevices(options, { led: readyOf(led), speakerUrl: readyOf(speaker).control, readerPort: readyOf(reader).port });
    let hub = keep(await startHub(options, options.port));
    const url = urlIn(hub.readyLine);
    let agent = keep(await startAgent(options, { hub: url, printerPort: port, port: 0 }));
    const agentUrl = agentUrlIn(agent.readyLine);
    const introduce = () => {
      hub.tell(`sim printer ${control}`);
      hub.tell(`sim led ${readyOf(led).control}`);
      hub.tell(`sim speaker ${readyOf(speaker).control}`);
      hub.tell(`sim reader ${readyOf(reader).control}`);
      hub.tell(`agent ${agentUrl}`);
    };
    introduce();
    return {
      url,
      get hub() {
        return hub;
      },
      get agent() {
        return agent;
      },
      agentUrl,
      printer,
      printerUrl: control,
      led, speaker, reader,
      ledUrl: readyOf(led).control,
      speakerUrl: readyOf(speaker).control,
      readerUrl: readyOf(reader).control,
      async restart(part) {
        if (part === 'hub') hub = await startHub(options, Number(new URL(url).port));
        else {
          // At the same address: the kiosk page that is open in some browser finds it again.
          agent = await startAgent(options, { hub: url, printerPort: port, port: Number(new URL(agentUrl).port) });
        }
        introduce();
      },
      async stop() {
        const codes: (number | null)[] = [];
        for (const child of [agent, hub, printer, led, speaker, reader]) codes.push(await child.stop());
        return codes;
      },
    };
  } catch (error) {
    for (const child of started) await child.stop();
    throw error;
  }
}

export const startPrinter = ({ data, printerArgs = [] }: Pick<HallOptions, 'data' | 'printerArgs'>): Promise<Child> =>
  startChild({
    name: 'printer', script: join(root, 'hardware/printer/src/simulator/main.ts'), args: ['--tcp', '0', '--control', '0', ...printerArgs],
    isReady: (line) => line.includes('"ready":true'), log: join(data, 'log/printer.txt'), readyMs,
  });

/** A bar for each of the sample's windows. */
const startLed = ({ data, ledPty }: HallOptions): Promise<Child> =>
  startChild({
    name: 'led', script: join(root, 'hardware/led/src/simulator/main.ts'),
    args: [...(ledPty === undefined ? ['--tcp', '0'] : ['--pty', ledPty]), '--bars', '1,2,3,4,5,6,7,8', '--profile', ledProfile],
    isReady: (line) => line.includes('"ready":true'), log: join(data, 'log/led.txt'), readyMs,
  });

const startSpeaker = ({ data }: HallOptions): Promise<Child> =>
  startChild({
    name: 'speaker', script: join(root, 'hardware/voice/src/simulator/main.ts'), args: ['--control', '0'],
    isReady: (line) => line.includes('"ready":true'), log: join(data, 'log/speaker.txt'), readyMs,
  });

export const startReader = ({ data }: Pick<HallOptions, 'data'>): Promise<Child> =>
  startChild({
    name: 'reader', script: join(root, 'hardware/id-reader/src/simulator/main.ts'), args: ['--tcp', '0', '--control', '0'],
    isReady: (line) => line.includes('"ready":true'), log: join(data, 'log/reader.txt'), readyMs,
  });

const ledProfile = 'onbon-6k-128x16';
const player = join(root, 'hardware/voice/src/simulator/player.ts');

type Ready = { readonly port: number; readonly pty: string | null; readonly control: string };
/** What a simulator said when it was ready. */
export const readyOf = ({ readyLine }: Child): Ready => JSON.parse(readyLine) as Ready;

/** The agent's device file: the simulated line of bars, a program that plays into the simulated speaker, and the simulated reader. */
function writeDevices({ data, speaker }: HallOptions, at: { readonly led: Ready; readonly speakerUrl: string; readonly readerPort: number }): void {
  const address = at.led.pty === null ? `tcp://127.0.0.1:${at.led.port}` : `serial://${at.led.pty}?baud=9600`;
  const simulated = { sink: 'command', command: [process.execPath, player, '--server', at.speakerUrl, '--stream-name', '{title}'] };
  const devices = { led: [{ bus: 'led-1', address, profile: ledProfile }], speaker: speaker ?? simulated, idReader: { address: `tcp://127.0.0.1:${at.readerPort}` } };
  makeFolder(data, 0o700);
  writeFileSync(devicesIn(data), `${JSON.stringify(devices, null, 2)}\n`);
}

const devicesIn = (data: string): string => join(data, 'agent-devices.json');

const startHub = ({ data, dist, hubArgs = [], hubEnv = {} }: HallOptions, port: number): Promise<Child> =>
  startChild({
    name: 'hub', script: join(root, 'apps/hub/src/main.ts'),
    args: ['--sample', '--child', '--port', String(port), '--data', data, '--dist', dist, ...hubArgs],
    env: hubEnv,
    isReady: (line) => line.startsWith('Hallcall hub ready: '), log: join(data, 'log/hub.txt'), readyMs,
  });

type AgentPlace = { readonly hub: string; readonly printerPort: number; readonly port: number };

const startAgent = ({ data, dist, agentArgs = [], agentEnv = {} }: HallOptions, { hub, printerPort, port }: AgentPlace): Promise<Child> =>
  startChild({
    name: 'agent', script: join(root, 'apps/agent/src/main.ts'),
    args: [
      '--child', '--port', String(port), '--hub', hub, '--data', join(data, 'agent'), '--dist', dist, '--printer', `tcp://127.0.0.1:${printerPort}`,
      '--credentials', join(data, 'agent-credentials.json'), '--devices', devicesIn(data), ...agentArgs,
    ],
    env: agentEnv,
    isReady: (line) => line.includes('"ready":true'), log: join(data, 'log/agent.txt'), readyMs,
  });

const agentUrlIn = (line: string): string => (JSON.parse(line) as { url: string }).url;

const urlIn = (line: string): string => line.slice(line.indexOf('http'));
