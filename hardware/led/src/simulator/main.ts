/*
 * A line of simulated LED bars as a program of its own:
 *   node hardware/led/src/simulator/main.ts --tcp 0 | --pty LINK [--bars 1,2,3] [--profile onbon-6k-128x16 | FILE.json]
 *     [--baud 9600] [--control 0]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runSimulatorProgram, wholeNumberOption } from '@hallcall/link/simulator';
import { loadProfile, parseProfile, type ProfileResult } from '../profile.ts';
import { type LedSimulatorOptions, startLedSimulator } from './simulator.ts';

const { values } = parseArgs({
  options: {
    tcp: { type: 'string' },
    pty: { type: 'string' },
    bars: { type: 'string', default: '1' },
    profile: { type: 'string', default: 'onbon-6k-128x16' },
    baud: { type: 'string' },
    control: { type: 'string', default: '0' },
  },
});

const options = readOptions();
await runSimulatorProgram(() => startLedSimulator(options), { pty: values.pty ?? null, bars: options.addresses });

function readOptions(): LedSimulatorOptions {
  const result = readProfile(values.profile);
  if (!result.ok) {
    process.stderr.write(`--profile ${values.profile}: ${result.problem}\n`);
    process.exit(2);
  }
  const line = values.pty === undefined ? { kind: 'tcp' as const, port: wholeNumberOption('tcp', values.tcp ?? '0') } : null;
  return {
    line: line ?? { kind: 'pty', path: values.pty ?? '' },
    controlPort: wholeNumberOption('control', values.control),
    addresses: values.bars.split(',').map((address) => wholeNumberOption('bars', address)),
    profile: result.profile,
    ...(values.baud === undefined ? {} : { baudRate: wholeNumberOption('baud', values.baud) }),
  };
}

function readProfile(name: string): ProfileResult {
  return name.endsWith('.json') ? parseProfile(JSON.parse(readFileSync(name, 'utf8'))) : loadProfile(name);
}
