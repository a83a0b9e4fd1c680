import type { Language } from '@hallcall/domain';
import type { ClipToken } from './clip.ts';
import type { VoiceDepartment } from './language-script.ts';
import { scriptByLanguage } from './script.ts';
import { labelParts, lettersIn } from './window-label.ts';

/** Letters that prefixes of numbers may have. */
const prefixLetters = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ');

/**
 * Every clip that a hall with these departments and window labels could ever ask for, each once: what a pack must hold.
 * Chinese names and odd labels stand in characters; `@hallcall/voice/reading` turns them, like every other text, into pinyin.
 */
export function vocabulary(language: Language, departments: readonly VoiceDepartment[], windowLabels: readonly string[]): ClipToken[] {
  const says = scriptByLanguage[language];
  const labels = windowLabels.map((label) => ({ label, parts: labelParts(label) }));
  const letters = new Set([...prefixLetters, ...labels.flatMap(({ parts }) => lettersIn(parts ?? []))]);
  const clips = [
    ...says.words,
    ...Object.values(says.emergency).flatMap(({ tokens }) => tokens.filter((token) => token.kind === 'clip')),
    ...Array.from(letters, says.letter),
    ...labels.flatMap(({ label, parts }) => (parts === null ? [says.label(label)] : [])),
    ...departments.map(says.department),
  ];
  return [...new Map(clips.map((token) => [token.id, token])).values()];
}
