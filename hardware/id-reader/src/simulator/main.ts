/*
 * A simulated ID-card reader as a program of its own:
 *   node hardware/id-reader/src/simulator/main.ts --tcp 0 | --pty LINK [--control 0]
 */
import { parseArgs } from 'node:util';
import { runSimulatorProgram, wholeNumberOption } from '@hallcall/link/simulator';
import { startIdReaderSimulator } from './simulator.ts';

const { values } = parseArgs({ options: { tcp: { type: 'string' }, pty: { type: 'string' }, control: { type: 'string', default: '0' } } });
const line = values.pty === undefined ? { kind: 'tcp' as const, port: wholeNumberOption('tcp', values.tcp ?? '0') } : { kind: 'pty' as const, path: values.pty };
await runSimulatorProgram(() => startIdReaderSimulator({ line, controlPort: wholeNumberOption('control', values.control) }), { pty: values.pty ?? null });
