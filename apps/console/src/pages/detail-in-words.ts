import { formatList, systemReasonText, type Language, type Texts } from '@hallcall/text';
import { barsInWords } from './bars-in-words.ts';
import { differingRoot } from './differing-root.ts';

/** What a part says beyond its code, in the reader's language; it comes raw from the device. */
export function detailInWords(t: Texts, language: Language, { code, detail }: { readonly code: string; readonly detail: string }): string {
  switch (code) {
    case 'voice.languageMissing':
      return eachInWords(detail, language, (spoken) => lookUp(t.health.spokenLanguage, spoken));
    case 'voice.clipsFaulty':
      return eachInWords(detail, language, (entry) => clipInWords(t, entry));
    case 'speaker.missing':
      return detail;
    case 'root.differs':
      return rootInWords(t, detail);
    default:
      return barsInWords(t, language, detail) ?? systemReasonText(t, detail);
  }
}

/** `zh/hao4: missing` */
function clipInWords(t: Texts, entry: string): string {
  const [clip = '', problem] = entry.split(': ');
  return problem === undefined ? entry : t.catalogue.problemAt({ path: clip, problem: lookUp(t.health.clipProblem, problem) });
}

/** The beginnings are enough to compare with a slip. */
function rootInWords(t: Texts, detail: string): string {
  const root = differingRoot(detail);
  return root === null ? detail : t.close.console.rootDetail({ date: root.date, kept: root.kept.slice(0, 8), told: root.told.slice(0, 8) });
}

const eachInWords = (detail: string, language: Language, word: (entry: string) => string): string => formatList(detail.split(', ').map(word), language);

/** One from a newer device stands as it is. */
const lookUp = (table: Readonly<Record<string, string>>, key: string): string => table[key] ?? key;
