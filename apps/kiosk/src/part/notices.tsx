import { Notice, useTexts } from '@hallcall/ui';
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useKiosk } from '../link/use-agent.tsx';

/** A hub that is away and a printer that cannot print are said before anybody chooses anything. */
export function Notices(): ReactNode {
  const t = useTexts().kiosk;
  const kiosk = useKiosk();
  if (kiosk === null) return null;
  const { hub, printer } = kiosk;
  const isAway = hub.link === 'stale' || (hub.link === 'connecting' && kiosk.config !== null);
  const paper = printer.state === 'fault' ? (printer.code === 'paperEnd' ? t.paperOutNotice : t.printerFaultNotice) : null;
  if (!isAway && paper === null) return null;
  return (
    <div className="flex flex-col gap-1 px-3 pt-2">
      {isAway ? (
        <div data-testid="notice-stale">
          <Notice message={t.stale} code={null} />
        </div>
      ) : null}
      {paper === null ? null : (
        <output data-testid="notice-paper" className="flex items-center gap-1.5 rounded-card border-2 border-late bg-late-tint px-2 py-1.5 font-strong">
          <Printer aria-hidden size="1.5em" className="shrink-0 text-late" />
          {paper}
        </output>
      )}
    </div>
  );
}
