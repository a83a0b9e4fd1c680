// Puts a page on the screen with its language, its modes and a net below it.
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '@hallcall/text';
import { ErrorBoundary } from './error-boundary.tsx';
import { LanguageProvider } from './language.tsx';
import { ModesProvider, normalModes, type Modes } from './modes.tsx';
import { beatForShell, pageShell } from './shell.ts';

export type MountOptions = {
  readonly scale: 'kiosk' | 'desk';
  /** Choices are kept in this browser under this name; null for screens that start afresh for each person. */
  readonly keepAs: string | null;
  readonly modes?: Partial<Modes>;
  /** Until somebody chooses another; Chinese where it is left out. */
  readonly language?: Language;
};

/** Renders into `#root`. `?lang=en`, `?size=elder`, `?tone=dark` in the address win over what was kept. */
export function mount(page: ReactNode, options: MountOptions): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  forbidInlineStyle();
  beatForShell(pageShell());
  const kept = readKept(options.keepAs);
  const asked = fromAddress(new URLSearchParams(location.search));
  const keep = (change: Kept): void => keepChoice(options.keepAs, change);
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider initial={asked.language ?? kept.language ?? options.language ?? 'zh'} onChange={(language) => keep({ language })}>
        <ModesProvider
          initial={{ ...normalModes, ...options.modes, ...kept.modes, ...asked.modes }}
          scale={options.scale}
          onChange={(modes) => keep({ modes })}
        >
          <ErrorBoundary>{page}</ErrorBoundary>
        </ModesProvider>
      </LanguageProvider>
    </StrictMode>,
  );
}

type Kept = { readonly language?: Language; readonly modes?: Partial<Modes> };

/** What the address asks for; anything it does not know is ignored. */
export function fromAddress(query: URLSearchParams): { readonly language: Language | null; readonly modes: Partial<Modes> } {
  const lang = query.get('lang');
  const size = query.get('size');
  const tone = query.get('tone');
  const reach = query.get('reach');
  return {
    language: lang === 'zh' || lang === 'en' ? lang : null,
    modes: {
      ...(size === 'normal' || size === 'elder' ? { size } : {}),
      ...(tone === 'paper' || tone === 'contrast' || tone === 'dark' ? { tone } : {}),
      ...(reach === 'normal' || reach === 'low' ? { reach } : {}),
    },
  };
}

function readKept(keepAs: string | null): Kept {
  if (keepAs === null) return {};
  try {
    const query = new URLSearchParams(localStorage.getItem(`hallcall.look.${keepAs}`) ?? '');
    const { language, modes } = fromAddress(query);
    return { ...(language === null ? {} : { language }), modes };
  } catch {
    // Storage may be switched off: the page then starts with its own look.
    return {};
  }
}

function keepChoice(keepAs: string | null, change: Kept): void {
  if (keepAs === null) return;
  try {
    const key = `hallcall.look.${keepAs}`;
    const query = new URLSearchParams(localStorage.getItem(key) ?? '');
    if (change.language !== undefined) query.set('lang', change.language);
    for (const [name, value] of Object.entries(change.modes ?? {})) query.set(name, value);
    localStorage.setItem(key, query.toString());
  } catch {
    // As above: the choice holds until the page is left.
  }
}

/** React Aria adds one inline style element unless its id is taken; the rule itself stands in theme.css. */
function forbidInlineStyle(): void {
  const id = 'react-aria-pressable-style';
  if (document.getElementById(id) !== null) return;
  const taken = document.createElement('meta');
  taken.id = id;
  document.head.append(taken);
}
