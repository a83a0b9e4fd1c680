// Every figure of a table or a file: where it stands, in which unit, under which word.
import type { DutyFigures, QueueFigures, StatisticsReport } from '@hallcall/domain';
import { formatCount, formatMinutes, formatPercent, type Language, type Texts } from '@hallcall/text';

/** What any row of the report may hold. */
export type AnyFigures = Partial<QueueFigures & DutyFigures & Pick<StatisticsReport['hall'], 'ticketsAbandoned' | 'ticketAbandonRate'>>;
export type FigureKey = keyof Texts['statistics']['figure'];
type Unit = 'count' | 'minutes' | 'percent';
type Figure = { readonly unit: Unit; /** Undefined where a row has no such figure, null where there is nothing to tell. */ readonly of: (row: AnyFigures) => number | null | undefined };

const count = (of: Figure['of']): Figure => ({ unit: 'count', of });
const minutes = (of: Figure['of']): Figure => ({ unit: 'minutes', of });
const percent = (of: Figure['of']): Figure => ({ unit: 'percent', of });

export const figures: Readonly<Record<FigureKey, Figure>> = {
  issued: count(({ issued }) => issued), arrived: count(({ arrived }) => arrived),
  abandoned: count(({ abandoned }) => abandoned), abandonRate: percent(({ abandonRate }) => abandonRate),
  ticketsAbandoned: count(({ ticketsAbandoned }) => ticketsAbandoned), ticketAbandonRate: percent(({ ticketAbandonRate }) => ticketAbandonRate),
  turns: count(({ turns }) => turns), missed: count(({ missed }) => missed), missedRate: percent(({ missedRate }) => missedRate),
  recalled: count(({ recalled }) => recalled), recalls: count(({ recalls }) => recalls), recallRate: percent(({ recallRate }) => recallRate),
  waits: count(({ wait }) => wait?.count), meanWait: minutes(({ wait }) => wait?.meanMs), p50Wait: minutes(({ wait }) => wait?.p50Ms),
  p90Wait: minutes(({ wait }) => wait?.p90Ms), p95Wait: minutes(({ wait }) => wait?.p95Ms), inTime: count(({ wait }) => wait?.inTime), inTimeRate: percent(({ wait }) => wait?.inTimeRate),
  done: count(({ done }) => done), services: count(({ service }) => service?.count), meanService: minutes(({ service }) => service?.meanMs), p50Service: minutes(({ service }) => service?.p50Ms),
  p90Service: minutes(({ service }) => service?.p90Ms), p95Service: minutes(({ service }) => service?.p95Ms), startsInferred: count(({ service }) => service?.startsInferred),
  transfers: count(({ transfers }) => transfers), overtaken: count(({ overtaken }) => overtaken), urgent: count(({ calls }) => calls?.urgent), chosen: count(({ calls }) => calls?.chosen),
  booked: count(({ booked }) => booked), kept: count(({ kept }) => kept), keptRate: percent(({ keptRate }) => keptRate),
  told: count(({ estimate }) => estimate?.told), scored: count(({ estimate }) => estimate?.scored), neverCalled: count(({ estimate }) => estimate?.neverCalled),
  close: count(({ estimate }) => estimate?.close), closeRate: percent(({ estimate }) => estimate?.closeRate), bias: minutes(({ estimate }) => estimate?.biasMs), meanError: minutes(({ estimate }) => estimate?.meanErrorMs),
  open: minutes(({ openMs }) => openMs), paused: minutes(({ pausedMs }) => pausedMs), onDuty: minutes(({ onDutyMs }) => onDutyMs), onDutyRate: percent(({ onDutyRate }) => onDutyRate),
  serving: minutes(({ servingMs }) => servingMs), load: percent(({ load }) => load),
};

/** As people read it; a dash where there is nothing. */
export function formatFigure(key: FigureKey, row: AnyFigures, language: Language): string {
  const { unit, of } = figures[key];
  const value = of(row) ?? null;
  if (value === null) return '—';
  switch (unit) {
    case 'count':
      return formatCount(value, language);
    case 'minutes':
      return formatMinutes(value, language);
    case 'percent':
      return formatPercent(value, language);
  }
}

/** As a spreadsheet counts with it: minutes and percent with at most two decimals. */
export function plainFigure(key: FigureKey, row: AnyFigures): number | null {
  const { unit, of } = figures[key];
  const value = of(row) ?? null;
  if (value === null || unit === 'count') return value;
  return Math.round((unit === 'minutes' ? value / 60_000 : value * 100) * 100) / 100;
}

/** The word, with its unit where there is one. */
export function figureTitle(key: FigureKey, { figure, unit }: Texts['statistics']): string {
  switch (figures[key].unit) {
    case 'count':
      return figure[key];
    case 'minutes':
      return `${figure[key]} (${unit.minutes})`;
    case 'percent':
      return `${figure[key]} (%)`;
  }
}
