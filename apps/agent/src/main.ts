// The agent's process. As a child of `npm start` it takes a free port and ends when the parent's pipe closes.
import { readFileSync } from 'node:fs';
import { systemTimers } from '@hallcall/link';
import { createPrinter } from '@hallcall/printer';
import { tellSystemd } from '@hallcall/host';
import { languageFromEnvironment, texts } from '@hallcall/text';
import { pino } from 'pino';
import { ZodError } from 'zod';
import type { Pairing } from './core/state.ts';
import { noDevices, readDevices, type Devices } from './device/device-file.ts';
import { openDevices } from './device/open-devices.ts';
import { explainStart } from './explain.ts';
import { setPin } from './maintenance/set-pin.ts';
import { AgentCredentials } from './pairing.ts';
import { readOptions, type RunOptions } from './read-options.ts';
import { startAgent, type Agent } from './start-agent.ts';

const log = pino({ name: 'agent' }, pino.destination(2));
const language = languageFromEnvironment(process.env);
const t = texts(language);

function fail(error: unknown): never {
  log.fatal({ err: error }, 'the agent ends');
  process.exit(1);
}

function refuse(sentence: string, exitCode: number): never {
  console.error(sentence);
  process.exit(exitCode);
}

/** The hub's own origin, and its other loopback name: the hall page may be open under either. */
function ancestors({ hub, isChild, ancestors: more }: RunOptions): string[] {
  const { origin, protocol, hostname, port } = new URL(hub);
  const twin = hostname === '127.0.0.1' ? 'localhost' : hostname === 'localhost' ? '127.0.0.1' : null;
  const own = twin === null ? [] : [origin, `${protocol}//${twin}:${port}`];
  return isChild ? [...own, ...more] : [...more];
}

function credentialsIn(file: string): Pairing {
  try {
    return AgentCredentials.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const isContent = error instanceof SyntaxError || error instanceof ZodError;
    return refuse(isContent ? t.commandLine.configInvalid({ file, problem: error.message }) : t.commandLine.fileMissing({ file }), 1);
  }
}

/** What cannot be used is told here and stays in health; everything else works. */
function devicesIn(file: string): Devices {
  const devices = readDevices(file);
  for (const { place, problem } of devices.problems) console.error(t.commandLine.deviceUnused({ place: place === file ? file : `${file} ${place}`, problem }));
  return devices;
}

async function run(options: RunOptions): Promise<Agent> {
  const printer = createPrinter({
    address: options.printer, profile: options.profile, now: () => Date.now(), timers: systemTimers, log: log.child({ part: 'printer' }),
  });
  const devices = openDevices(options.devices === null ? noDevices : devicesIn(options.devices), { now: () => Date.now(), log: log.child({ part: 'led' }) });
  return startAgent({
    data: options.data, hub: options.hub, linkBase: options.linkBase, dist: options.dist, port: options.port, ancestors: ancestors(options),
    credentials: options.credentials === null ? null : credentialsIn(options.credentials), pairName: options.pairName,
    printer, devices, wall: () => Date.now(), log, onBug: fail,
  });
}

let isEnding = false;
async function end(agent: Agent, tellStopping: () => void): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  tellStopping();
  await agent.close();
  process.exit(0);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

function explain(error: unknown, asked: { readonly folder: string; readonly port: number }): never {
  const sentence = explainStart(error, language, asked);
  return sentence === null ? fail(error) : refuse(sentence, 1);
}

/** Sets the PIN of the maintenance exit and does nothing else; a running agent takes it at the next try. */
async function keepPin(data: string): Promise<never> {
  const isSet = await setPin(data, process.stdin).catch((error: unknown) => explain(error, { folder: data, port: 0 }));
  return refuse(isSet ? t.shell.command.pinSet : t.shell.command.pinInvalid, isSet ? 0 : 1);
}

async function serve(options: RunOptions): Promise<void> {
  const agent = await run(options).catch((error: unknown) => explain(error, { folder: options.data, port: options.port }));
  const stopping = tellSystemd(process.env, process.pid);
  const stop = (): void => void end(agent, stopping);
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (options.isChild) process.stdin.on('end', stop).on('error', stop).resume();
  console.log(options.isChild ? JSON.stringify({ ready: true, url: agent.url }) : `Hallcall agent ready: ${agent.url}`);
}

const command = readOptions(process.argv.slice(2), t);
if (command.kind === 'wrong') refuse(command.sentence, 2);
if (command.kind === 'help') console.log(command.usage);
if (command.kind === 'setPin') await keepPin(command.data);
if (command.kind === 'run') await serve(command.run);
