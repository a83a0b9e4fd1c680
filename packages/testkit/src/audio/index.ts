// Sound in tests: a silent sound card that can be recorded, and proof of what a recording says. For Node only.
export { findClips, findUtterance, type FoundClip, type WantedClip } from './find-clips.ts';
export { missingForNullSink, type NullSink, startNullSink } from './null-sink.ts';
export { cut, type Recording, rms } from './recording.ts';
export { isQuietRun, leastIdentity } from './strictness.ts';
