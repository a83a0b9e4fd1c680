/*
 * A simulated speaker as a program of its own:
 *   node hardware/voice/src/simulator/main.ts [--control 0]
 * One JSON line on stdout says where its control listens. It ends on SIGTERM, SIGINT, or when its standard input ends, so
 * that it never outlives the program that started it.
 */
import { parseArgs } from 'node:util';
import { startSpeakerSimulator } from './simulator.ts';

const { values } = parseArgs({ options: { control: { type: 'string', default: '0' } } });
const controlPort = Number(values.control);
if (values.control === '' || !Number.isInteger(controlPort) || controlPort < 0 || controlPort > 65_535) {
  process.stderr.write(`--control ${values.control} must be a port\n`);
  process.exit(2);
}

const simulator = await startSpeakerSimulator({ controlPort }).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
const end = (): void => {
  void simulator.close().then(() => process.exit(0));
};
process.once('SIGTERM', end);
process.once('SIGINT', end);
process.stdin.once('end', end).once('error', end).resume();

process.stdout.write(`${JSON.stringify({ ready: true, control: simulator.controlUrl })}\n`);
