// A finish that is undone makes its printed notice void: the paper must not leave with the visitor.
import { useHubClock } from '@hallcall/client/react';
import type { TicketId, WindowView } from '@hallcall/domain';
import { useState } from 'react';

/** `ifUndone`: a notice of the last finish is out, and that finish can be undone. `undone`: it was, and the visitor is here again. */
export type PaperBack = 'ifUndone' | 'undone' | null;

/** Follows the views of one window; whoever pressed undo, this desk holds the paper. */
export function usePaperBack(view: Pick<WindowView, 'undo' | 'slips' | 'active'>): PaperBack {
  const [owed, setOwed] = useState<TicketId | null>(null);
  const now = useHubClock(1_000);
  const told = toldBy(view);
  const isBack = told === null && owed !== null && view.active?.ticketId === owed;
  const next = told ?? (isBack ? owed : null);
  if (next !== owed) setOwed(next);
  // A view stands until something happens, also when the time to undo is over.
  if (told !== null) return view.undo !== null && now !== null && now < view.undo.until ? 'ifUndone' : null;
  return isBack ? 'undone' : null;
}

/** Whose printed notice the undo at hand would make void. */
function toldBy({ undo, slips }: Pick<WindowView, 'undo' | 'slips'>): TicketId | null {
  if (undo?.what !== 'finish') return null;
  const isOut = slips.some(({ ticketId, slip, job }) => ticketId === undo.ticketId && slip.kind === 'materials' && job !== null && job.outcome !== 'failed');
  return isOut ? undo.ticketId : null;
}
