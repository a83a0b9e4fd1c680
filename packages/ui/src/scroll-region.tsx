import type { ReactNode } from 'react';
import { useWholeRows } from './use-whole-rows.ts';

type Props = { readonly label: string; readonly children: ReactNode; readonly className?: string };

/** A part that scrolls by itself: the keyboard reaches it, and it has a name. */
export function ScrollRegion(props: Props): ReactNode {
  return (
    // A scrolling part must take the focus, or the keyboard could not scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={props.label} tabIndex={0} className={props.className}>
      {props.children}
    </section>
  );
}

/** One whose rows are never cut at its lower edge. */
export function RowsRegion(props: Props): ReactNode {
  const region = useWholeRows<HTMLElement>();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={region} aria-label={props.label} tabIndex={0} className={props.className}>
      {props.children}
    </section>
  );
}
