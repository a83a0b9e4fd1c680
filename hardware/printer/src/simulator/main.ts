/*
 * A simulated thermal printer as a program of its own:
 *   node hardware/printer/src/simulator/main.ts --tcp 0 | --pty LINK [--baud 9600] [--control 0] [--dots 576] [--speed 1200]
 */
import { parseArgs } from 'node:util';
import { runSimulatorProgram, wholeNumberOption } from '@hallcall/link/simulator';
import { type SimulatorOptions, startPrinterSimulator } from './simulator.ts';

const { values } = parseArgs({
  options: {
    tcp: { type: 'string' },
    pty: { type: 'string' },
    baud: { type: 'string' },
    control: { type: 'string', default: '0' },
    dots: { type: 'string', default: '576' },
    speed: { type: 'string', default: '0' },
  },
});

const options = readOptions();
await runSimulatorProgram(() => startPrinterSimulator(options), { pty: values.pty ?? null });

function readOptions(): SimulatorOptions {
  const line = values.pty === undefined ? { kind: 'tcp' as const, port: wholeNumberOption('tcp', values.tcp ?? '0') } : null;
  return {
    line: line ?? { kind: 'pty', path: values.pty ?? '' },
    controlPort: wholeNumberOption('control', values.control),
    dots: wholeNumberOption('dots', values.dots),
    dotsPerSecond: wholeNumberOption('speed', values.speed),
    ...(values.baud === undefined ? {} : { baudRate: wholeNumberOption('baud', values.baud) }),
  };
}
