import type { CallId, Language, SpeechCall, SpeechOutcome, SpeechReason, VoiceView, ZoneId, ZoneVoice } from '@hallcall/domain';
import type { ScriptCall, Sink, VoiceBank } from '../types.ts';

/** Takes a timer back; calling it twice is harmless. */
export type Cancel = () => void;
/** One-shot timers as an argument, so that tests own the time. `after` never runs at once. */
export type AnnouncerTimers = { readonly after: (ms: number, run: () => void) => Cancel };

/** What became of one call, for the fact `speech.report`. `at` is hub time. */
export type SpeechEntry = {
  readonly callId: CallId;
  readonly zone: ZoneId;
  readonly outcome: SpeechOutcome;
  readonly reason: SpeechReason | null;
  readonly at: number;
};

/** What sounds at this moment, for people who read it. */
export type Speaking = {
  readonly callIds: readonly CallId[];
  readonly subtitles: readonly { readonly language: Language; readonly text: string }[];
  readonly isEmergency: boolean;
};

export type AnnouncerDeps = {
  /** Hub time, epoch ms. */
  readonly now: () => number;
  readonly timers: AnnouncerTimers;
  /** The clips there are now; packs may come later. */
  readonly bank: () => VoiceBank;
  /** Null: nothing could be heard, see `setSink`. */
  readonly sink: Sink | null;
  readonly names: (call: SpeechCall) => ScriptCall;
  /** Null: the configuration is not there yet, or has no such zone; its calls are left alone. */
  readonly zoneVoice: (zone: ZoneId) => ZoneVoice | null;
  /** Minutes since midnight in the hall's time zone, for the volume plan. */
  readonly wallMinutes: () => number;
  /** Asks the hub before the first sound; null: no answer; it is asked again. */
  readonly claim: (callId: CallId, zone: ZoneId, durationMs: number) => Promise<'granted' | 'refused' | null>;
  /** Called once for each call that this device has settled. */
  readonly report: (entry: SpeechEntry) => void;
  readonly onSpeaking: (state: Speaking | null) => void;
};

export type AnnouncerStatus = {
  readonly canSpeak: boolean;
  readonly isSpeaking: boolean;
  readonly isEmergency: boolean;
  readonly queued: number;
  /** How long a call that came now would wait, ms, as things are said now. */
  readonly waitMs: number;
  /** What is being left out because many wait; null: nothing. */
  readonly step: SpeechReason | null;
};

export type Announcer = {
  /** The newest view; null while the hub is out of reach, when nothing new is begun but an emergency goes on. */
  readonly update: (view: VoiceView | null) => void;
  /** The device that sounds from now on; null: it cannot. */
  readonly setSink: (sink: Sink | null) => void;
  readonly status: () => AnnouncerStatus;
  /** Silence, and no more reports but those of calls that were claimed. */
  readonly close: () => void;
};
