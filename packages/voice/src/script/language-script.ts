import type { EmergencyKind } from '@hallcall/domain';
import type { ScriptCall, Token } from '../types.ts';
import type { ClipToken } from './clip.ts';

/** `short`: number and window only. */
export type ScriptForm = 'full' | 'short';
/** How the digit 1 of a number is called: 幺 or 一. */
export type DigitOne = 'yao' | 'yi';

/** Pieces to say, and the same to read. */
export type Wording = { readonly tokens: readonly Token[]; readonly subtitle: string };

/** A department by name; `reading` is its numbered pinyin where the hall has given one. */
export type VoiceDepartment = { readonly id: string; readonly zh: string; readonly en: string; readonly reading: string | null };

/** Everything one language can say. */
export type LanguageScript = {
  readonly call: (call: ScriptCall, options: { readonly form: ScriptForm; readonly digitOne: DigitOne }) => Wording;
  readonly emergency: Readonly<Record<EmergencyKind, Wording>>;
  /** Clips that every hall needs, letters aside. */
  readonly words: readonly ClipToken[];
  readonly letter: (letter: string) => ClipToken;
  /** A window label that is said whole. */
  readonly label: (label: string) => ClipToken;
  readonly department: (department: VoiceDepartment) => ClipToken;
};
