export { SpeechError, type Probe, type SpeechEngine, type SpeechFault } from './engine/speech-engine.ts';
export { createEspeakEngine, systemEngine, type EngineOptions } from './engine/system-engine.ts';
export { importPack, type Import } from './clips/import-pack.ts';
export type { PackProblem } from './clips/pack-problem.ts';
export { packState, type PackState } from './clips/pack-state.ts';
export { checkPack, type PackWanted } from './clips/read-pack.ts';
export { renderPack, type RenderedPack, type RenderJob } from './clips/render-pack.ts';
export { spokenLine, type SpokenLine } from './clips/spoken-line.ts';
