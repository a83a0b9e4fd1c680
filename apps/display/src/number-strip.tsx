import type { TicketNumber as Number } from '@hallcall/domain';
import { TicketNumber } from '@hallcall/ui';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { pageMs } from './board-rows.ts';
import { usePage } from './use-page.ts';

/** A short list of numbers with what their holders should do; a hint stands there when it is empty. */
export function NumberStrip(props: {
  readonly kind: 'desk' | 'missed';
  readonly icon: LucideIcon;
  readonly label: string;
  readonly hint: string;
  readonly numbers: readonly Number[];
  readonly perPage: number;
}): ReactNode {
  const { items } = usePage(props.numbers, props.perPage, pageMs);
  const Icon = props.icon;
  return (
    <section className={`strip strip-${props.kind}`} aria-label={props.label} data-some={items.length > 0} data-testid={`strip-${props.kind}`}>
      {items.length === 0 ? (
        <span className="strip-hint">{props.hint}</span>
      ) : (
        <>
          <h2 className="strip-label">
            <Icon aria-hidden size="1.3em" />
            {props.label}
          </h2>
          <div className="strip-numbers">
            {items.map((number) => (
              <TicketNumber key={`${number.prefix}${number.n}`} number={number} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}
