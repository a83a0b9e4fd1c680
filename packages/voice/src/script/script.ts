import type { EmergencyKind, Language } from '@hallcall/domain';
import type { Script, ScriptCall } from '../types.ts';
import { chineseScript } from './chinese.ts';
import { englishScript } from './english.ts';
import type { DigitOne, LanguageScript, ScriptForm } from './language-script.ts';

export type ScriptOptions = { readonly language: Language; readonly form: ScriptForm; readonly digitOne: DigitOne };

/** What each language says. */
export const scriptByLanguage: Readonly<Record<Language, LanguageScript>> = { zh: chineseScript, en: englishScript };

/** The sentence of a call in one language. `digitOne` concerns Chinese only. */
export function script(call: ScriptCall, { language, form, digitOne }: ScriptOptions): Script {
  return { language, ...scriptByLanguage[language].call(call, { form, digitOne }) };
}

/** The sentence that is repeated until an emergency is over. */
export function emergencyScript(kind: EmergencyKind, language: Language): Script {
  return { language, ...scriptByLanguage[language].emergency[kind] };
}
