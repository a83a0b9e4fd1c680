// The figures in words, one line each; of two days side by side.
import type { HallConfig, QueueFigures } from '@hallcall/domain';
import { formatCount, type Language, type Texts } from '@hallcall/text';
import type { Changes } from './compare.ts';
import type { Figures } from './indicators.ts';

export type Speaker = { readonly say: Texts; readonly language: Language };
type Form = 'count' | 'time' | 'share';
/** Null: there is nothing to divide by. */
type Row<T> = { readonly label: string; readonly form: Form; readonly value: (figures: T) => number | null };
type Queue = Figures['queues'][number];

const mostQueues = 5;
const signs = { count: 1, time: 60_000, share: 0.01 } as const;

/** The day, then the queues where people waited longest. */
export function figureLines(figures: Figures, hall: HallConfig, speaker: Speaker): string[] {
  const { simulate: say } = speaker.say;
  const worst = figures.queues.toSorted((a, b) => meanWait(b) - meanWait(a)).slice(0, mostQueues);
  return [
    ...table(dayRows(speaker).map(({ label, form, value }) => [label, shown(value(figures), form, speaker)])),
    say.overtakenLine({ most: figures.overtaken.most, bound: figures.overtaken.bound }),
    say.worstQueues,
    ...table([say.queueColumns, ...worst.map((queue) => queueCells(queue, hall, speaker))]),
  ];
}

/** Two days side by side, then the queues whose waits changed most. */
export function comparisonLines({ before, after, changes, hall }: { readonly before: Figures; readonly after: Figures; readonly changes: Changes; readonly hall: HallConfig }, speaker: Speaker): string[] {
  const { simulate: say } = speaker.say;
  const row = <T>({ label, form, value }: Row<T>, a: T, b: T): string[] => [
    label, ...[value(a), value(b)].map((one) => shown(one, form, speaker)), difference((value(b) ?? 0) - (value(a) ?? 0), form, speaker),
  ];
  const [a, b] = [before, after].map(({ queues }) => new Map(queues.map((queue) => [queue.queueId, queue])));
  const changed = [...new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])]
    .map((id) => ({ id, a: a?.get(id) ?? null, b: b?.get(id) ?? null }))
    .toSorted((x, y) => change(y) - change(x)).slice(0, mostQueues);
  const perQueue = changed.flatMap(({ id, a: was, b: is }) => queueRows(nameOf(id, hall, speaker), speaker).map((one) => row(one, was, is)));
  const isSame = changes.otherTime + changes.otherWindow + changes.otherEnd === 0;
  return [
    ...table([['', ...say.sides], ...dayRows(speaker).map((one) => row(one, before, after)), ...overtakenRow(speaker).map((one) => row(one, before, after)), ...perQueue]),
    isSame ? say.unchanged : say.changes(changes),
  ];
}

const meanWait = (queue: QueueFigures | null): number => queue?.wait.meanMs ?? 0;
const servedMs = (queue: QueueFigures | null): number => (queue ? (queue.service.meanMs ?? 0) * queue.service.count : 0);
const change = ({ a, b }: { readonly a: QueueFigures | null; readonly b: QueueFigures | null }): number => Math.abs(meanWait(a) - meanWait(b));

function dayRows({ say: { simulate: say } }: Speaker): Row<Figures>[] {
  const { label } = say;
  return [
    { label: label.tickets, form: 'count', value: ({ hall }) => hall.issued }, { label: label.offline, form: 'count', value: ({ offline }) => offline },
    { label: label.done, form: 'count', value: ({ hall }) => hall.done }, { label: label.missed, form: 'count', value: ({ hall }) => hall.missed },
    { label: label.abandoned, form: 'count', value: ({ hall }) => hall.ticketsAbandoned }, { label: label.cancelled, form: 'count', value: ({ cancelled }) => cancelled },
    { label: label.waitMean, form: 'time', value: ({ hall }) => hall.wait.meanMs }, { label: label.waitP50, form: 'time', value: ({ hall }) => hall.wait.p50Ms },
    { label: label.waitP90, form: 'time', value: ({ hall }) => hall.wait.p90Ms }, { label: label.waitP95, form: 'time', value: ({ hall }) => hall.wait.p95Ms },
    { label: label.within15, form: 'share', value: ({ hall }) => hall.wait.inTimeRate }, { label: label.load, form: 'share', value: ({ hall }) => hall.load },
    { label: label.estimateClose, form: 'share', value: ({ hall }) => hall.estimate.closeRate }, { label: label.estimateBias, form: 'time', value: ({ hall }) => hall.estimate.biasMs },
    { label: label.estimateError, form: 'time', value: ({ hall }) => hall.estimate.meanErrorMs },
  ];
}

const overtakenRow = ({ say }: Speaker): Row<Figures>[] => [{ label: say.simulate.label.overtaken, form: 'count', value: ({ overtaken }) => overtaken.most }];

const queueRows = (name: string, { say: { simulate: say } }: Speaker): Row<QueueFigures | null>[] => [
  { label: say.queueWait({ name }), form: 'time', value: meanWait },
  { label: say.queueLoad({ name }), form: 'time', value: servedMs },
];

function queueCells(queue: Queue, hall: HallConfig, speaker: Speaker): string[] {
  const times = [queue.wait.meanMs, queue.wait.p90Ms, servedMs(queue)].map((ms) => shown(ms, 'time', speaker));
  return [nameOf(queue.queueId, hall, speaker), shown(queue.wait.count, 'count', speaker), ...times];
}

const nameOf = (queueId: string, { queues }: HallConfig, { language }: Speaker): string => queues.find(({ id }) => id === queueId)?.name[language] ?? queueId;

function shown(value: number | null, form: Form, { say, language }: Speaker): string {
  if (value === null) return '–';
  if (form === 'count') return formatCount(value, language);
  if (form === 'share') return `${(value * 100).toFixed(1)} %`;
  return say.simulate.minutes({ value: (value / signs.time).toFixed(1) });
}

function difference(value: number, form: Form, speaker: Speaker): string {
  const rounded = Number((value / signs[form]).toFixed(form === 'count' ? 0 : 1));
  return rounded === 0 ? '0' : `${rounded > 0 ? '+' : '−'}${formatCount(Math.abs(rounded), speaker.language)}`;
}

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, widthOf(cell))), []);
  return rows.map((row) => row.map((cell, i) => (i === 0 ? cell + gap(cell, widths[i]) : gap(cell, widths[i]) + cell)).join('  ').trimEnd());
}

const gap = (cell: string, width = 0): string => ' '.repeat(Math.max(0, width - widthOf(cell)));

/** A Chinese character is as wide as two letters. */
const widthOf = (text: string): number => text.length + (text.match(/[\u2E80-\u9FFF\uFF00-\uFF60]/gu)?.length ?? 0);
