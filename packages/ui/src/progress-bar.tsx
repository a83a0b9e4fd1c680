import type { ReactNode } from 'react';
import { Meter } from 'react-aria-components';

/** A thin bar that fills and then stays full: it informs, it does not count down. `part` from 0 to 1. */
export function ProgressBar({ part, label }: { readonly part: number; readonly label: string }): ReactNode {
  return (
    <Meter aria-label={label} value={Math.min(1, Math.max(0, part))} minValue={0} maxValue={1} className="block">
      {({ percentage }) => (
        <div className="h-1 w-full overflow-hidden rounded-full border border-line bg-sunken">
          <div className="h-full rounded-full bg-primary" style={{ width: `${percentage}%` }} />
        </div>
      )}
    </Meter>
  );
}
