export { type SpeakerFault, speakerFaults } from './simulator/faults.ts';
export { simulatedPlayer, type SpeakerSimulator, type SpeakerSimulatorOptions, startSpeakerSimulator } from './simulator/simulator.ts';
export type { HeardSound } from './simulator/sound-log.ts';
export { createCommandSink, type SinkDeps } from './sink/command-sink.ts';
export { createFallbackSink } from './sink/fallback-sink.ts';
export type { PlayerProgram } from './sink/player-run.ts';
export { aplaySink, paplaySink } from './sink/presets.ts';
export { type Speaker, SpeakerError, type SpeakerErrorCode, type SpeakerHealth } from './sink/speaker.ts';
export { createNullSink, createWavSink } from './sink/timed-sink.ts';
