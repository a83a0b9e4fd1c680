// The few shapes that script, mixer, announcer, engines and sinks share.
import type { Language, TicketNumber } from '@hallcall/domain';

/** Mono sound. Samples lie between −1 and 1. */
export type Pcm = { readonly rate: number; readonly samples: Float32Array };

/** Names one clip within its language: `qing3`, `hao4_chuang1_kou3`, `letter_A`, `department_D06`. */
export type ClipId = string;

/** A piece of an announcement. `text` is what an engine reads when there is no such clip: numbered pinyin, or English words. */
export type Token =
  | { readonly kind: 'clip'; readonly id: ClipId; readonly text: string }
  | { readonly kind: 'pause'; readonly ms: number };

/** What a call's sentence is made of. */
export type ScriptCall = {
  readonly number: TicketNumber;
  /** What is painted above the window: 3 or A3. */
  readonly windowLabel: string;
  /** Named at the end when the zone wants it. */
  readonly department: { readonly id: string; readonly zh: string; readonly en: string } | null;
};

/** One sentence: its pieces, and the same in letters for people who do not hear. */
export type Script = { readonly language: Language; readonly tokens: readonly Token[]; readonly subtitle: string };

/** A clip of a pack. Trims are cut off both ends, milliseconds; `gain` is a factor. */
export type ManifestClip = {
  readonly file: string;
  readonly sha256: string;
  readonly gain: number;
  readonly trimHeadMs: number;
  readonly trimTailMs: number;
};

/** `manifest.json` of a pack: one folder, one language. */
export type Manifest = {
  readonly version: 1;
  readonly language: Language;
  readonly engine: string;
  readonly voice: string;
  readonly clips: Readonly<Record<ClipId, ManifestClip>>;
};

/** Clips in memory, ready to mix. */
export type VoiceBank = {
  /** Null: no such clip in this language. */
  clip(language: Language, id: ClipId): Pcm | null;
};

/** One sound on its way. */
export type Playing = {
  /** Settles once: `whole` after the last sample was heard, `stopped` after `stop()`; rejects when it could not be heard. */
  readonly ended: Promise<'whole' | 'stopped'>;
  /** Silence within 100 ms; after the end it does nothing. */
  stop(): void;
};

/** Where sound goes. `title` names the stream to people who look at a mixer. */
export type Sink = { play(pcm: Pcm, title: string): Playing };
