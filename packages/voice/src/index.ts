export type { ClipId, Manifest, ManifestClip, Pcm, Playing, Script, ScriptCall, Sink, Token, VoiceBank } from './types.ts';
