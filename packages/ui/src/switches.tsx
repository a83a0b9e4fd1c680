// Language and display modes: always words, never a flag or a bare icon.
import { Accessibility, ArrowDownToLine, Contrast, Languages } from 'lucide-react';
import { languageName, type Language } from '@hallcall/text';
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { useLanguage, useTexts } from './language.tsx';
import { useModes } from './modes.tsx';

type Size = NonNullable<ButtonProps['size']>;

/** Offers the other language by its own name. */
export function LanguageSwitch({ size = 'desk' }: { readonly size?: Size }): ReactNode {
  const t = useTexts();
  const { language, setLanguage } = useLanguage();
  const other: Language = language === 'zh' ? 'en' : 'zh';
  return (
    <Button variant="quiet" size={size} icon={Languages} label={`${t.common.languageSwitch} ${languageName[other]}`} onPress={() => setLanguage(other)}>
      {languageName[other]}
    </Button>
  );
}

/** Elder size, high contrast, and low reach where `withReach` says so. Each press names what it will switch to. */
export function ModeSwitch({ size = 'desk', withReach = false }: { readonly size?: Size; readonly withReach?: boolean }): ReactNode {
  const t = useTexts().kiosk.mode;
  const { modes, setModes } = useModes();
  const isElder = modes.size === 'elder';
  const isContrast = modes.tone === 'contrast';
  const isLow = modes.reach === 'low';
  return (
    <fieldset aria-label={t.title} className="flex flex-wrap gap-2">
      <Button size={size} icon={Accessibility} onPress={() => setModes({ size: isElder ? 'normal' : 'elder' })}>
        {isElder ? t.elderOff : t.elder}
      </Button>
      <Button size={size} icon={Contrast} onPress={() => setModes({ tone: isContrast ? 'paper' : 'contrast' })}>
        {isContrast ? t.contrastOff : t.contrast}
      </Button>
      {withReach ? (
        <Button size={size} icon={ArrowDownToLine} onPress={() => setModes({ reach: isLow ? 'normal' : 'low' })}>
          {isLow ? t.lowReachOff : t.lowReach}
        </Button>
      ) : null}
    </fieldset>
  );
}
