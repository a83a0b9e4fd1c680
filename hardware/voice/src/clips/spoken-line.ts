import type { Language } from '@hallcall/domain';
import type { ClipToken } from '@hallcall/voice';
import { engineText, isNumberedPinyin, readChinese, type ReadingProblem } from '@hallcall/voice/reading';

/** What an engine is given for a clip. `problems`: characters without a known reading; they would not be heard. */
export type SpokenLine = { readonly id: string; readonly text: string; readonly line: string; readonly problems: readonly ReadingProblem[] };

/** Chinese becomes numbered pinyin, English stays. The line is empty when nothing of the text can be read. */
export function spokenLine(language: Language, { id, text }: ClipToken): SpokenLine {
  if (language === 'en') return { id, text, line: text, problems: [] };
  const reading = readChinese(text, isNumberedPinyin(text) ? text : null);
  return { id, text, line: engineText(reading), problems: reading.problems };
}
