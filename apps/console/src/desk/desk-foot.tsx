import type { ReactNode } from 'react';

/** Below what scrolls of a card: what came of the last press, and the key. */
export function DeskFoot({ children }: { readonly children: ReactNode }): ReactNode {
  return <footer className="flex shrink-0 flex-col gap-1 rounded-b-card border-t border-line px-3 py-1 [&>button]:self-start">{children}</footer>;
}
