// What is said of a call: chime, the visitor's own language first, then the zone's; less of it at each step of the ladder.
// A language that lacks a clip is left to another one: no word of a number is ever skipped.
import type { EmergencyKind, Language, SpeechOutcome, SpeechReason, ZoneVoice } from '@hallcall/domain';
import { durationMs, gap, sound, type Part } from '../mix/mix.ts';
import { emergencyScript, script } from '../script/script.ts';
import type { Pcm, Script, ScriptCall, VoiceBank } from '../types.ts';
import { ladder, type Step } from './ladder.ts';

export type Plan = {
  readonly parts: readonly Part[];
  readonly durationMs: number;
  /** Before the first word. */
  readonly chimeMs: number;
  readonly subtitles: readonly { readonly language: Language; readonly text: string }[];
  /** What this comes to when it is heard to its end. */
  readonly outcome: SpeechOutcome;
  readonly reason: SpeechReason | null;
};

export type PlanCall = { readonly call: ScriptCall; readonly language: Language; readonly voice: ZoneVoice };
export type Sounds = { readonly bank: VoiceBank; readonly chime: Pcm };

const allLanguages: readonly Language[] = ['zh', 'en'];
const languageGapMs = 250;
const repeatGapMs = 800;

/** A sentence whose every clip is there; `isWhole`: nothing had to be left out for want of clips. */
type Sentence = { readonly script: Script; readonly parts: readonly Part[]; readonly isWhole: boolean };

export function planCall({ bank, chime }: Sounds, call: PlanCall, step: Step): Plan {
  const wanted = [...new Set([call.language, ...call.voice.languages])];
  const all = sentences(bank, call, wanted, step);
  const languages = step >= 3 ? all.slice(0, 1) : all;
  const said = step >= 4 ? [] : languages;
  const repeats = step >= 1 ? 1 : call.voice.repeats;
  const parts = [sound(chime), ...Array.from({ length: said.length === 0 ? 0 : repeats }, (_, round) => spokenRound(said, round)).flat()];
  const shown = said.length > 0 ? said.map((each) => each.script) : wanted.map((language) => scriptOf(call, language, step));
  const isLacking = !wanted.every((language) => all.some((each) => each.isWhole && each.script.language === language));
  return {
    parts, durationMs: durationMs(parts), chimeMs: durationMs([sound(chime)]),
    subtitles: shown.map(({ language, subtitle }) => ({ language, text: subtitle })),
    ...outcomeOf({ step, repeats: call.voice.repeats, languages: all.length, isLacking }),
  };
}

/** Everything the languages hold for an emergency, those of the zones first; the chime alone when there are no clips. */
export function planEmergency({ bank, chime }: Sounds, kind: EmergencyKind, first: readonly Language[]): Pick<Plan, 'parts' | 'subtitles'> {
  const scripts = [...new Set([...first, ...allLanguages])].map((language) => emergencyScript(kind, language));
  const spoken = scripts.flatMap((of) => {
    const parts = partsOf(bank, of);
    return parts === null ? [] : [gap(languageGapMs), ...parts];
  });
  return { parts: [sound(chime), ...spoken], subtitles: scripts.map(({ language, subtitle }) => ({ language, text: subtitle })) };
}

/** The wanted languages that can be spoken; when none can, another one. */
function sentences(bank: VoiceBank, call: PlanCall, wanted: readonly Language[], step: Step): Sentence[] {
  const inWanted = wanted.flatMap((language) => sentence(bank, call, language, step) ?? []);
  if (inWanted.length > 0) return inWanted;
  return allLanguages.filter((language) => !wanted.includes(language)).flatMap((language) => sentence(bank, call, language, step) ?? []).slice(0, 1);
}

/** As much of the sentence as there are clips for: without the department, then number and window alone. */
function sentence(bank: VoiceBank, call: PlanCall, language: Language, step: Step): Sentence | null {
  const plain = { ...call, call: { ...call.call, department: null } };
  const attempts = [scriptOf(call, language, step), scriptOf(plain, language, step), scriptOf(plain, language, 2)];
  for (const [i, of] of attempts.entries()) {
    const parts = partsOf(bank, of);
    if (parts !== null) return { script: of, parts, isWhole: i === 0 };
  }
  return null;
}

function scriptOf({ call, voice }: PlanCall, language: Language, step: Step): Script {
  const named = voice.namesDepartment ? call : { ...call, department: null };
  return script(named, { language, form: step >= 2 ? 'short' : 'full', digitOne: voice.digitOne });
}

/** Null as soon as one clip is missing. */
function partsOf(bank: VoiceBank, { language, tokens }: Script): Part[] | null {
  const parts: Part[] = [];
  for (const token of tokens) {
    const clip = token.kind === 'clip' ? bank.clip(language, token.id) : null;
    if (token.kind === 'pause') parts.push(gap(token.ms));
    else if (clip) parts.push(sound(clip));
    else return null;
  }
  return parts;
}

function spokenRound(said: readonly Sentence[], round: number): Part[] {
  const words = said.flatMap(({ parts }, i) => (i === 0 ? parts : [gap(languageGapMs), ...parts]));
  return round === 0 ? words : [gap(repeatGapMs), ...words];
}

type Saying = { readonly step: Step; readonly repeats: number; readonly languages: number; readonly isLacking: boolean };

/** The strongest step that left something out gives the reason. */
function outcomeOf({ step, repeats, languages, isLacking }: Saying): Pick<Plan, 'outcome' | 'reason'> {
  if (languages === 0) return { outcome: 'failed', reason: 'noVoice' };
  const leftOut = [repeats > 1, true, languages > 1, true];
  const strongest = ladder.findLast((_, i) => i < step && leftOut[i] === true);
  if (strongest) return { outcome: 'shortened', reason: strongest.reason };
  return isLacking ? { outcome: 'shortened', reason: 'noVoice' } : { outcome: 'spoken', reason: null };
}
