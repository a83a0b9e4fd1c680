export { type Control, type ControlAnswer, ControlRefusal, type ControlRequest, openControl } from './control-server.ts';
export { createPacer, type Pacer } from './pacer.ts';
export { runSimulatorProgram, type RunningProgram, wholeNumberOption } from './run-program.ts';
export { type LineChoice, openSimulatedLine, type SimulatedLine } from './simulated-line.ts';
