// One service day of all that the hall has had: by list, or one step back and forth.
import type { HttpRefusal } from '@hallcall/client';
import { useHubStatus } from '@hallcall/client/react';
import type { ServiceDayEntry } from '@hallcall/protocol';
import { Button, SelectField, useTexts } from '@hallcall/ui';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from './console-context.tsx';
import { useRead } from './use-read.ts';

export type ChosenDay = {
  /** Newest first; null until they are known. */
  readonly days: readonly ServiceDayEntry[] | null;
  readonly problem: HttpRefusal | null;
  readonly readAgain: () => void;
  /** Null: the newest, whichever that becomes. */
  readonly day: string | null;
  readonly choose: (date: string) => void;
};

/** The days are read again when the hall's day changes. */
export function useChosenDay(): ChosenDay {
  const { http, view } = useConsole();
  const { link } = useHubStatus();
  const [day, setDay] = useState<string | null>(null);
  const { body, problem, readAgain } = useRead({ key: 'days', turn: JSON.stringify(view.day), isLive: link === 'live', read: () => http.days() });
  const days = body?.days ?? null;
  return { days, problem, readAgain, day, choose: (date) => setDay(date === days?.[0]?.date ? null : date) };
}

/** Nothing while no day is known. */
export function DayChoice({ days, day, choose }: ChosenDay): ReactNode {
  const t = useTexts().statistics.day;
  if (days === null || days.length === 0) return null;
  const at = day === null ? 0 : days.findIndex(({ date }) => date === day);
  const [later, earlier] = [days[at - 1], days[at + 1]];
  return (
    <div className="flex flex-wrap items-end gap-1 print:hidden" data-testid="day-choice">
      <Button icon={ChevronLeft} isDisabled={earlier === undefined} onPress={() => earlier && choose(earlier.date)} testId="day-earlier">{t.earlier}</Button>
      <SelectField
        label={t.label} placeholder={t.label} value={days[at]?.date ?? null} onChange={choose}
        options={days.map(({ date, closedAt }) => ({ id: String(date), name: closedAt === null ? `${date} (${t.open})` : date }))}
      />
      <Button icon={ChevronRight} isDisabled={later === undefined} onPress={() => later && choose(later.date)} testId="day-later">{t.later}</Button>
    </div>
  );
}
