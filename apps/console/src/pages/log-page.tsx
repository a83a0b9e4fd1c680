import type { LogLine } from '@hallcall/domain';
import { useView } from '@hallcall/client/react';
import { Button, Card, EmptyState, LoadingState, Notice, problemMessage, useTexts } from '@hallcall/ui';
import { ListEnd, Pause, RotateCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { DayChoice, useChosenDay, type ChosenDay } from '../day-choice.tsx';
import { useSettled } from '../use-settled.ts';
import { anything, isAnything, LogFilter } from './log-filter.tsx';
import { LogFound } from './log-found.tsx';
import { LogLines } from './log-lines.tsx';

/** How often what was found is read again at most, ms. */
const settleMs = 1_000;

/** The newest events of the hall as they are recorded, or those of a number, a window, a kind or an earlier day. */
export function LogPage(): ReactNode {
  const { log } = useTexts().console;
  const live = useView('log')?.view.lines ?? null;
  const [held, setHeld] = useState<readonly LogLine[] | null>(null);
  const [choice, choose] = useState(anything);
  const chosen = useChosenDay();
  const turn = useSettled(live?.[0]?.seq ?? 0, settleMs);
  if (live === null) return <LoadingState />;
  const isLive = isAnything(choice) && chosen.day === null;
  return (
    <Card title={log.title} className="flex-1" aside={isLive ? <Follow isOn={held === null} onChange={(follows) => setHeld(follows ? null : live)} /> : undefined}>
      <div className="flex flex-wrap items-end gap-x-3">
        <LogFilter choice={choice} onChoose={choose} />
        <div className="px-3 py-1 empty:hidden"><DayChoice {...chosen} /></div>
      </div>
      <NoDays {...chosen} />
      {isLive ? <Newest lines={held ?? live} /> : <LogFound key={JSON.stringify([choice, chosen.day])} choice={choice} day={chosen.day} turn={turn} />}
    </Card>
  );
}

/** Without the list of days nothing could be chosen, and nobody would know why. */
function NoDays({ problem, readAgain }: ChosenDay): ReactNode {
  const t = useTexts();
  if (problem === null) return null;
  return (
    <Notice message={problemMessage(t, problem)} code={problem.code}>
      <Button icon={RotateCw} onPress={readAgain} testId="log-days-again">{t.common.retry}</Button>
    </Notice>
  );
}

function Newest({ lines }: { readonly lines: readonly LogLine[] }): ReactNode {
  const { log } = useTexts().console;
  return (
    <>
      <p className="px-3 py-1 text-soft">{log.hint}</p>
      {lines.length === 0 ? <EmptyState title={log.none} /> : null}
      <LogLines lines={lines} />
    </>
  );
}

function Follow({ isOn, onChange }: { readonly isOn: boolean; readonly onChange: (follows: boolean) => void }): ReactNode {
  const { log } = useTexts().console;
  return (
    <ToggleButton
      isSelected={isOn}
      onChange={onChange}
      className="inline-flex min-h-4.5 items-center gap-1 rounded-small border border-edge px-1.5 text-small font-strong data-hovered:bg-tint data-selected:border-primary data-selected:bg-tint data-selected:text-primary"
    >
      {isOn ? <ListEnd aria-hidden size="1.2em" /> : <Pause aria-hidden size="1.2em" />}
      {isOn ? log.follow : log.paused}
    </ToggleButton>
  );
}
