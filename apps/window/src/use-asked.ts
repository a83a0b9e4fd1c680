// What a desk asks before it acts. A question about the visitor here goes when that visitor does: its answer is never sent for the next.
import type { TicketId } from '@hallcall/domain';
import { useState } from 'react';

/** Whom the desk saw when it was asked, null for nobody; `about` itself is null where the visitor does not matter. */
type AboutVisitor = { readonly about: { readonly active: TicketId | null } | null };

/** `active` is the visitor here now. What was asked about another is gone at once, and does not come back with them. */
export function useAsked<A extends AboutVisitor>(active: TicketId | null): [A | null, (asked: A | null) => void] {
  const [asked, ask] = useState<A | null>(null);
  if (asked === null || asked.about === null || asked.about.active === active) return [asked, ask];
  // While rendering, so that no picture and no key ever sees it.
  ask(null);
  return [null, ask];
}
