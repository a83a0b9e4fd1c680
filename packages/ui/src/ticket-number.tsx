import { formatNumber } from '@hallcall/text';
import type { ReactNode } from 'react';

/** `A 012`, the hero of every screen: tabular, heavy, never broken. Its size is the surrounding text's. */
export function TicketNumber(props: {
  readonly number: { readonly prefix: string; readonly n: number };
  readonly className?: string;
  readonly testId?: string;
}): ReactNode {
  const { prefix, n } = props.number;
  return (
    <span className={`hc-number ${props.className ?? ''}`} {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}>
      {formatNumber(prefix, n)}
    </span>
  );
}
