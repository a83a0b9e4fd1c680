// The board as a pure picture of its view. What it shows is what it reports as shown.
import type { HubConfig } from '@hallcall/client';
import type { BoardCall, BoardView } from '@hallcall/domain';
import { formatNumber, formatTime } from '@hallcall/text';
import { useLanguage, useTexts } from '@hallcall/ui';
import { CircleHelp, History } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { BoardHead } from './board-head.tsx';
import { landscapeRows, portraitRows } from './board-rows.ts';
import { HeroCall } from './hero-call.tsx';
import { useMutedZones } from './muted-zones.ts';
import { NumberStrip } from './number-strip.tsx';
import { OtherCalls } from './other-calls.tsx';
import { shownCall } from './shown-call.ts';
import { useNewCalls } from './use-new-calls.ts';
import { usePortrait } from './use-portrait.ts';
import { WaitingList } from './waiting-list.tsx';

export type BoardProps = {
  readonly view: BoardView;
  readonly config: HubConfig;
  /** Hub time, epoch ms. */
  readonly now: number | null;
  readonly isStale: boolean;
  /** Told which calls stand in the document, after each change. */
  readonly onShown: (calls: readonly BoardCall[]) => void;
};

export function Board({ view, config, now, isStale, onShown }: BoardProps): ReactNode {
  const t = useTexts();
  const rows = usePortrait() ? portraitRows : landscapeRows;
  const newIds = useNewCalls(view.calls);
  const subtitle = useSubtitle(view, config);
  const muted = useMutedZones(view, config);
  const calls = view.calls.slice(0, rows.calls + 1);
  const [newest = null, ...others] = calls.map((call) => shownCall(call, config));
  const shownIds = calls.map((call) => call.callId).join();
  useEffect(() => {
    if (!isStale) onShown(calls);
    // The ids stand for the calls; a changed status of a call shown already proves nothing new.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shownIds, isStale, onShown]);
  return (
    <main className="board" data-testid="board">
      <BoardHead config={config} boardId={view.boardId} now={now} isStale={isStale} subtitle={subtitle} rests={useRests(view, config)} muted={muted} />
      <HeroCall call={newest} isNew={newest !== null && newIds.has(newest.callId)} isSpoken={newest !== null && view.speaking.includes(newest.callId)} />
      <OtherCalls calls={others} rows={rows.calls} newIds={newIds} speaking={view.speaking} isQuiet={newest === null} />
      <WaitingList view={view} config={config} rows={rows.waiting} />
      <NumberStrip kind="desk" icon={CircleHelp} label={t.board.guideDesk} hint={newest === null ? '' : t.board.keep} numbers={view.guideDesk} perPage={rows.numbers} />
      <NumberStrip kind="missed" icon={History} label={t.board.missed} hint={t.board.missedHint} numbers={view.missed} perPage={rows.numbers} />
    </main>
  );
}

/** That a day without numbers goes on for those who have one. */
function useRests({ noNumbers }: BoardView, config: HubConfig): string | null {
  const { board } = useTexts().hours;
  const { language } = useLanguage();
  if (noNumbers === null) return null;
  return noNumbers.until === null ? board.over : board.rests({ time: formatTime(noNumbers.until, language, config.hall.timeZone) });
}

/** The sentence that a voice is saying now in one of the board's zones, for people who do not hear it. */
function useSubtitle(view: BoardView, config: HubConfig): string | null {
  const t = useTexts();
  const spoken = view.calls.find(({ callId }) => view.speaking.includes(callId));
  if (spoken === undefined) return null;
  const { number, windowLabel } = shownCall(spoken, config);
  return t.board.pleaseGo({ number: formatNumber(number.prefix, number.n), window: windowLabel });
}
