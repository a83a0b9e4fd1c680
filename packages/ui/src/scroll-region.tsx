import type { ReactNode } from 'react';

/** A part that scrolls by itself: the keyboard reaches it, and it has a name. */
export function ScrollRegion(props: { readonly label: string; readonly children: ReactNode; readonly className?: string }): ReactNode {
  return (
    // A scrolling part must take the focus, or the keyboard could not scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={props.label} tabIndex={0} className={props.className}>
      {props.children}
    </section>
  );
}
