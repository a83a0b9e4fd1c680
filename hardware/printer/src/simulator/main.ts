/*
 * A simulated thermal printer as a program of its own:
 *   node hardware/printer/src/simulator/main.ts --tcp 0 | --pty LINK [--baud 9600] [--control 0] [--dots 576] [--speed 1200]
 * One JSON line on stdout says where it listens. It ends on SIGTERM, SIGINT, or when its standard input ends, so that
 * it never outlives the program that started it.
 */
import { parseArgs } from 'node:util';
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

const simulator = await startPrinterSimulator(readOptions()).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
const end = (): void => {
  void simulator.close().then(() => process.exit(0));
};
process.once('SIGTERM', end);
process.once('SIGINT', end);
process.stdin.once('end', end).once('error', end).resume();

const { port, controlUrl } = simulator;
process.stdout.write(`${JSON.stringify({ ready: true, port, pty: values.pty ?? null, control: controlUrl })}\n`);

function readOptions(): SimulatorOptions {
  const line = values.pty === undefined ? { kind: 'tcp' as const, port: whole('tcp', values.tcp ?? '0') } : null;
  return {
    line: line ?? { kind: 'pty', path: values.pty ?? '' },
    controlPort: whole('control', values.control),
    dots: whole('dots', values.dots),
    dotsPerSecond: whole('speed', values.speed),
    ...(values.baud === undefined ? {} : { baudRate: whole('baud', values.baud) }),
  };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= 0) return value;
  process.stderr.write(`--${name} ${text} must be a whole number\n`);
  process.exit(2);
}
