import type { UndoView } from '@hallcall/domain';
import { useHubClock } from '@hallcall/client/react';
import { formatNumber } from '@hallcall/text';
import { Button, useTexts } from '@hallcall/ui';
import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { keyOf } from './hotkeys.ts';

/** Takes the last action back, with the seconds that are left for it. It keeps its place when there is nothing to undo. */
export function UndoKey({ undo, act, withinMs }: { readonly undo: UndoView | null; readonly act: (() => void) | null; readonly withinMs: number }): ReactNode {
  const t = useTexts().window.undo;
  // The page's second is up to one behind the hub's: it never promises more than there is.
  const now = useHubClock(1_000);
  const leftMs = undo === null || now === null ? 0 : Math.min(withinMs, undo.until - now);
  const isPossible = undo !== null && leftMs > 0 && act !== null;
  return (
    <div className="flex flex-col gap-0.5" data-testid="undo">
      <Button size="large" icon={Undo2} hotkey={keyOf.undo} isWide isSpread isDisabled={!isPossible} onPress={() => act?.()}>
        {t.button}
      </Button>
      <output className="hc-tabular min-h-3 text-soft">
        {isPossible ? t.of({ what: t.what[undo.what], number: formatNumber(undo.number.prefix, undo.number.n), seconds: Math.ceil(leftMs / 1_000) }) : t.none}
      </output>
    </div>
  );
}
