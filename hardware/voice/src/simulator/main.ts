/*
 * A simulated speaker as a program of its own:
 *   node hardware/voice/src/simulator/main.ts [--control 0]
 */
import { parseArgs } from 'node:util';
import { runSimulatorProgram, wholeNumberOption } from '@hallcall/link/simulator';
import { startSpeakerSimulator } from './simulator.ts';

const { values } = parseArgs({ options: { control: { type: 'string', default: '0' } } });
const controlPort = wholeNumberOption('control', values.control);
await runSimulatorProgram(() => startSpeakerSimulator({ controlPort }), { pty: null });
