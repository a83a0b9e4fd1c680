// Speech without a device: what is said, how it is mixed, and when. Pages import this; it knows no pinyin and no schema.
// `@hallcall/voice/reading` turns Chinese texts into numbered pinyin, for the program that renders clips.
export { createAnnouncer } from './announcer/announcer.ts';
export type { Announcer, AnnouncerDeps, AnnouncerStatus, AnnouncerTimers, Cancel, Speaking, SpeechEntry } from './announcer/announcer-deps.ts';
export { readManifest } from './bank/manifest.ts';
export { createVoiceBank, openPack, type ClipProblem, type Pack } from './bank/voice-bank.ts';
export { chime } from './mix/chime.ts';
export { durationMs, gap, mix, sound, type Part } from './mix/mix.ts';
export { mixRate } from './mix/rate.ts';
export { resample } from './mix/resample.ts';
export { peakOf, rmsOf, shapeClip } from './mix/shape.ts';
export { decodeWav, type WavProblem, type WavResult } from './mix/wav-decode.ts';
export { encodeWav } from './mix/wav-encode.ts';
export { departmentClip, type ClipToken } from './script/clip.ts';
export type { DigitOne, ScriptForm, VoiceDepartment } from './script/language-script.ts';
export { emergencyScript, script, type ScriptOptions } from './script/script.ts';
export { vocabulary } from './script/vocabulary.ts';
export type { ClipId, Manifest, ManifestClip, Pcm, Playing, Script, ScriptCall, Sink, Token, VoiceBank } from './types.ts';
