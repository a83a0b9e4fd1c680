// The reader's language, for every component below.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { htmlLang, texts, type Language, type Texts } from '@hallcall/text';
import { I18nProvider } from 'react-aria-components';

type Reading = { readonly language: Language; readonly setLanguage: (language: Language) => void };
const ReadingContext = createContext<Reading>({ language: 'zh', setLanguage: () => undefined });

export type LanguageProviderProps = {
  readonly initial: Language;
  /** Told after each change, to keep the choice; null where nothing is kept. */
  readonly onChange: ((language: Language) => void) | null;
  readonly children: ReactNode;
};

/** Holds the language, names it to the browser, and gives it to React Aria for its own labels. */
export function LanguageProvider({ initial, onChange, children }: LanguageProviderProps): ReactNode {
  const [language, setOwn] = useState(initial);
  const setLanguage = useCallback(
    (next: Language) => {
      setOwn(next);
      onChange?.(next);
    },
    [onChange],
  );
  useEffect(() => {
    document.documentElement.lang = htmlLang[language];
  }, [language]);
  const reading = useMemo(() => ({ language, setLanguage }), [language, setLanguage]);
  return (
    <ReadingContext value={reading}>
      <I18nProvider locale={htmlLang[language]}>{children}</I18nProvider>
    </ReadingContext>
  );
}

/** The language and how to change it. */
export const useLanguage = (): Reading => useContext(ReadingContext);

/** Every word of the current language. */
export const useTexts = (): Texts => texts(useContext(ReadingContext).language);

/** Picks the reader's half of a text that exists in both languages. */
export function useBilingual(): (text: { readonly zh: string; readonly en: string } | undefined) => string {
  const { language } = useLanguage();
  return useCallback((text) => text?.[language] ?? '', [language]);
}
