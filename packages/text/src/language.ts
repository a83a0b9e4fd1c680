/** The languages every text exists in. */
export type Language = 'zh' | 'en';

/** Value for the `lang` attribute of a page and for `Intl`. */
export const htmlLang: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** Each language by its own name, for the switch: never translated. */
export const languageName: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' };

/**
 * Language of command-line output from LC_ALL, LC_MESSAGES or LANG (`zh_CN.UTF-8`, `en_US.UTF-8`, `C`); one that is empty counts as
 * not set. Chinese for any Chinese locale, otherwise English: a bare `C` terminal often cannot draw Chinese.
 */
export function languageFromEnvironment(environment: Readonly<Record<string, string | undefined>>): Language {
  const lang = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name] ?? '').find((value) => value !== '');
  return /^zh(?![a-z])/i.test(lang ?? '') ? 'zh' : 'en';
}
