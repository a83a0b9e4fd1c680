// What this window has handed over on paper, and what became of it: whoever stands here must not leave without.
import type { SlipView } from '@hallcall/domain';
import { Button, ScrollRegion, StatusChip, TicketNumber, useTexts, type StatusTone } from '@hallcall/ui';
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';

type State = 'queued' | 'printed' | 'sent' | 'failed' | 'unknown' | 'none';
const toneOf: Readonly<Record<State, StatusTone>> = { queued: 'busy', printed: 'done', sent: 'done', failed: 'fault', unknown: 'late', none: 'late' };

type Props = { readonly slips: readonly SlipView[]; readonly canAct: boolean; readonly onAgain: (slip: SlipView) => void };

/** Nothing where nothing was handed over. */
export function SlipList({ slips, canAct, onAgain }: Props): ReactNode {
  const t = useTexts().handed.desk;
  if (slips.length === 0) return null;
  return (
    <ScrollRegion label={t.slips} className="max-h-[40%] min-h-[7rem] overflow-auto border-t border-line px-3 py-1.5">
      <h3 className="font-strong">{t.slips}</h3>
      <ul data-testid="slips">
        {slips.map((slip) => (
          <Line key={`${slip.ticketId} ${slip.slip.kind === 'payment' ? slip.slip.noticeId : slip.slip.stop}`} slip={slip} canAct={canAct} onAgain={onAgain} />
        ))}
      </ul>
    </ScrollRegion>
  );
}

function Line({ slip, canAct, onAgain }: { readonly slip: SlipView } & Omit<Props, 'slips'>): ReactNode {
  const t = useTexts().handed.desk;
  const state: State = slip.job === null ? 'none' : (slip.job.outcome ?? 'queued');
  const action = state === 'printed' || state === 'queued' ? null : t.action[state];
  return (
    <li className="flex flex-col gap-0.5 border-b border-line py-1 last:border-0" data-state={state}>
      <div className="flex flex-wrap items-center gap-1">
        <TicketNumber number={slip.number} className="shrink-0 text-label" />
        <span className="min-w-12 flex-1">{t.kind[slip.slip.kind]}</span>
        <StatusChip tone={toneOf[state]}>{t.state[state]}</StatusChip>
        {state === 'none' ? null : <Button size="small" icon={Printer} isDisabled={!canAct || state === 'queued'} onPress={() => onAgain(slip)}>{t.again}</Button>}
      </div>
      {slip.code === null ? null : <p className="hc-tabular text-small text-soft" data-testid="slip-code">{t.code({ code: `${slip.code.slice(0, 4)} ${slip.code.slice(4)}` })}</p>}
      {action === null ? null : <p className="text-small font-strong">{action}</p>}
    </li>
  );
}
