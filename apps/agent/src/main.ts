// The agent's process. As a child of `npm start` it takes a free port and ends when the parent's pipe closes.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePipeAddress, systemTimers } from '@hallcall/link';
import { createPrinter, loadProfile } from '@hallcall/printer';
import { tellSystemd } from '@hallcall/systemd';
import { languageFromEnvironment, texts } from '@hallcall/text';
import { pino } from 'pino';
import { noDevices, readDevices } from './device/device-file.ts';
import { openDevices } from './device/open-devices.ts';
import { explainStart } from './explain.ts';
import { setPin } from './maintenance/set-pin.ts';
import { AgentCredentials } from './pairing.ts';
import { startAgent, type Agent } from './start-agent.ts';

const usage = `agent --data DIR --hub URL --printer ADDRESS [--port 7001, or a free one with --child] [--profile NAME] [--dist DIR]
      [--credentials FILE | --pair NAME] [--devices FILE] [--link-base URL] [--ancestor ORIGIN]… [--child]
agent --data DIR --set-maintenance-pin < FILE`;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    hub: { type: 'string' },
    printer: { type: 'string' },
    profile: { type: 'string', default: 'gsH-80mm' },
    dist: { type: 'string', default: resolve(import.meta.dirname, '../../../dist') },
    credentials: { type: 'string' },
    pair: { type: 'string' },
    devices: { type: 'string' },
    'link-base': { type: 'string' },
    ancestor: { type: 'string', multiple: true, default: [] },
    child: { type: 'boolean', default: false },
    'set-maintenance-pin': { type: 'boolean', default: false },
  },
});

const pagePort = Number(values.port ?? (values.child ? 0 : 7001));
const log = pino({ name: 'agent' }, pino.destination(2));

function need(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  console.error(`--${option} is missing\n${usage}`);
  process.exit(2);
}

/** The hub's own origin, and its other loopback name: the hall page may be open under either. */
function ancestors(hub: string, more: readonly string[]): string[] {
  const { origin, protocol, hostname, port } = new URL(hub);
  const twin = hostname === '127.0.0.1' ? 'localhost' : hostname === 'localhost' ? '127.0.0.1' : null;
  const own = twin === null ? [] : [origin, `${protocol}//${twin}:${port}`];
  return values.child ? [...own, ...more] : [...more];
}

function fail(error: unknown): never {
  log.fatal({ err: error }, 'the agent ends');
  process.exit(1);
}

async function run(): Promise<Agent> {
  const hub = new URL(need(values.hub, 'hub')).origin;
  const printer = createPrinter({
    address: parsePipeAddress(need(values.printer, 'printer')),
    profile: loadProfile(values.profile),
    now: () => Date.now(), timers: systemTimers, log: log.child({ part: 'printer' }),
  });
  const devices = openDevices(values.devices === undefined ? noDevices : readDevices(values.devices), {
    now: () => Date.now(), log: log.child({ part: 'led' }),
  });
  return startAgent({
    data: resolve(need(values.data, 'data')), hub, linkBase: values['link-base'] ?? null, dist: resolve(values.dist),
    port: pagePort, ancestors: ancestors(hub, values.ancestor),
    credentials: values.credentials === undefined ? null : AgentCredentials.parse(JSON.parse(readFileSync(values.credentials, 'utf8'))),
    pairName: values.pair ?? null, printer, devices, wall: () => Date.now(), log, onBug: fail,
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

const language = languageFromEnvironment(process.env['LC_ALL'] ?? process.env['LANG']);

function explain(error: unknown): never {
  const sentence = explainStart(error, language, { folder: values.data ?? '', port: pagePort });
  if (sentence === null) fail(error);
  console.error(sentence);
  process.exit(1);
}

/** Sets the PIN of the maintenance exit and does nothing else; a running agent takes it at the next try. */
async function keepPin(): Promise<never> {
  const t = texts(language).shell.command;
  const isSet = await setPin(resolve(need(values.data, 'data')), process.stdin).catch(explain);
  console.error(isSet ? t.pinSet : t.pinInvalid);
  process.exit(isSet ? 0 : 1);
}

if (values['set-maintenance-pin']) await keepPin();
try {
  const agent = await run();
  const stopping = tellSystemd(process.env, process.pid);
  process.on('SIGTERM', () => void end(agent, stopping));
  process.on('SIGINT', () => void end(agent, stopping));
  if (values.child) {
    process.stdin.resume();
    process.stdin.on('end', () => void end(agent, stopping));
    process.stdin.on('error', () => void end(agent, stopping));
  }
  console.log(values.child ? JSON.stringify({ ready: true, url: agent.url }) : `Hallcall agent ready: ${agent.url}`);
} catch (error) {
  explain(error);
}
