import { LanguageSwitch, useTexts } from '@hallcall/ui';
import { AppWindow, LayoutDashboard, Monitor, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Where to sign in: a window, the console, or a screen that shows the calls. */
export function ChooserPage(): ReactNode {
  const t = useTexts();
  return (
    <main className="mx-auto flex min-h-full max-w-120 flex-col justify-center gap-3 p-3">
      <header className="flex items-center justify-between gap-2">
        <div>
          <h1 className="text-title font-strong text-primary">{t.common.product}</h1>
          <p className="text-label">{t.hall.chooserTitle}</p>
          <p className="text-soft">{t.hall.chooserHint}</p>
        </div>
        <LanguageSwitch />
      </header>
      <div className="grid gap-2 sm:grid-cols-3">
        <Choice href="/window/" icon={AppWindow} word={t.hall.windows} />
        <Choice href="/display/" icon={Monitor} word={t.hall.boards} />
        <Choice href="/console/" icon={LayoutDashboard} word={t.hall.console} />
      </div>
    </main>
  );
}

function Choice({ href, icon: Icon, word }: { readonly href: string; readonly icon: LucideIcon; readonly word: string }): ReactNode {
  return (
    <a href={href} className="flex min-h-20 flex-col items-center justify-center gap-2 rounded-card border-2 border-edge bg-paper p-3 text-label font-strong text-ink no-underline shadow-card hover:bg-tint">
      <Icon aria-hidden size="2.5em" strokeWidth={1.5} className="text-primary" />
      {word}
    </a>
  );
}
