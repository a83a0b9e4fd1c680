// The whole report as one table: a row for the hall, each queue, window and hour.
import type { StatisticsReply } from '@hallcall/protocol';
import type { Texts } from '@hallcall/text';
import type { Names } from '@hallcall/ui';
import type { Cell } from '../csv.ts';
import { figureTitle, figures, plainFigure, type AnyFigures, type FigureKey } from './figure-columns.ts';
import { hourName } from './hour-name.ts';

/** A head and the rows; words of the reader's language. */
export function statisticsRows({ day, report }: StatisticsReply, { t, names }: { readonly t: Texts; readonly names: Names }): Cell[][] {
  const words = t.statistics;
  // Every key of the record, in its order.
  const keys = Object.keys(figures) as FigureKey[];
  const row = (kind: string, name: string, of: AnyFigures): Cell[] => [day, kind, name, ...keys.map((key) => plainFigure(key, of))];
  const { kind, column } = words;
  return [
    [column.day, column.kind, column.name, ...keys.map((key) => figureTitle(key, words))],
    row(kind.hall, words.hall, report.hall),
    ...report.queues.map((queue) => row(kind.queue, names.queue(queue.queueId), queue)),
    ...report.windows.map((window) => row(kind.window, t.common.windowLabel({ label: names.windowLabel(window.windowId) }), window)),
    ...report.hours.map((hour) => row(kind.hour, hourName(hour.hour), hour)),
  ];
}
