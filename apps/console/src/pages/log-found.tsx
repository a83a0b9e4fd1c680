// A day's events that fit what was asked for, some at a time, read again when the hall has moved on.
import { useHubStatus } from '@hallcall/client/react';
import { Button, EmptyState, LoadingState, Notice, problemMessage, useTexts } from '@hallcall/ui';
import { ChevronLeft, ChevronRight, RotateCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { useRead } from '../use-read.ts';
import type { LogChoice } from './log-filter.tsx';
import { LogLines } from './log-lines.tsx';

type Props = {
  readonly choice: LogChoice;
  /** Null: the newest. */
  readonly day: string | null;
  /** Sequence of the newest event of all; changes at most as often as it is to be read again. */
  readonly turn: number;
};

/** Give it the choice and the day as key: another question begins with the newest. */
export function LogFound({ choice, day, turn }: Props): ReactNode {
  const t = useTexts();
  const { http } = useConsole();
  const { link } = useHubStatus();
  const [before, setBefore] = useState<number | null>(null);
  const { body, problem, readAgain } = useRead({
    key: String(before), turn: before === null ? turn : 0, isLive: link === 'live', read: () => http.log({ ...choice, day, before }),
  });
  const { filter, filterHint } = t.console.log;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-1 px-3 py-1">
        <p className="text-soft">{filterHint}</p>
        <div className="flex gap-1">
          <Button size="small" icon={ChevronLeft} isDisabled={!body?.earlier} onPress={() => setBefore(body?.earlier ?? null)} testId="log-earlier">{filter.earlier}</Button>
          <Button size="small" icon={ChevronRight} isDisabled={before === null} onPress={() => setBefore(null)} testId="log-newest">{filter.newest}</Button>
        </div>
      </div>
      {problem === null ? null : (
        <Notice message={problemMessage(t, problem)} code={problem.code}>
          <Button icon={RotateCw} onPress={readAgain}>{t.common.retry}</Button>
        </Notice>
      )}
      {body === null ? problem === null ? <LoadingState /> : null : body.lines.length === 0 ? <EmptyState title={filter.none} /> : <LogLines lines={body.lines} />}
    </>
  );
}
