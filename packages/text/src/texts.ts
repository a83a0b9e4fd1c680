import { en } from './en.ts';
import type { Language } from './language.ts';
import type { Widened } from './widen.ts';
import { zh } from './zh.ts';

/** Every word a person reads or hears, by program. Chinese fixes the keys; see `Widened`. */
export type Texts = Widened<typeof zh>;

const byLanguage: Readonly<Record<Language, Texts>> = { zh, en };

/** The texts of one language; the same object at every call. */
export function texts(language: Language): Texts {
  return byLanguage[language];
}
