import type { ActiveView, HallConfig } from '@hallcall/domain';
import { useHubClock } from '@hallcall/client/react';
import { useTexts } from '@hallcall/ui';
import { Info } from 'lucide-react';
import type { ReactNode } from 'react';

const seconds = (ms: number): number => Math.ceil(ms / 1_000);

/** What still has to happen before the visitor may be called again or marked missed. The hub decides; this only tells. */
export function RecallHint({ active, policy }: { readonly active: ActiveView; readonly policy: HallConfig['policy'] }): ReactNode {
  const t = useTexts().window;
  const now = useHubClock(1_000);
  const last = active.calls.at(-1);
  if (last === undefined || now === null) return null;
  const recallMs = last.at + policy.callSpacingMs - now;
  const missMs = last.at + policy.missAfterMs - now;
  const calls = active.callsCounting;
  const lines = [
    ...(recallMs > 0 ? [t.recallWait({ seconds: seconds(recallMs) })] : []),
    ...(calls < policy.callsBeforeMissed
      ? [t.missNeeds({ calls, needed: policy.callsBeforeMissed })]
      : missMs > 0
        ? [t.missWait({ seconds: seconds(missMs) })]
        : []),
  ];
  return (
    <ul className="hc-tabular min-h-6 text-soft">
      {lines.map((line) => (
        <li key={line} className="flex items-center gap-1">
          <Info aria-hidden size="1.1em" className="shrink-0" />
          {line}
        </li>
      ))}
    </ul>
  );
}
