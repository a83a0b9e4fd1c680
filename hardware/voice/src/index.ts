export { SpeechError, type Probe, type SpeechEngine, type SpeechFault } from './engine/speech-engine.ts';
export { createEspeakEngine, systemEngine, type EngineOptions } from './engine/system-engine.ts';
