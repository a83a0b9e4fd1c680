// The figures in words, one line each; of two days side by side.
import type { HallConfig } from '@hallcall/domain';
import { formatCount, type Language, type Texts } from '@hallcall/text';
import type { Changes } from './compare.ts';
import type { Figures, QueueFigures } from './indicators.ts';

export type Speaker = { readonly say: Texts; readonly language: Language };
type Form = 'count' | 'time' | 'share';
type Row<T> = { readonly label: string; readonly form: Form; readonly value: (figures: T) => number };

const mostQueues = 5;
const signs = { count: 1, time: 60_000, share: 0.01 } as const;

/** The day, then the queues where people waited longest. */
export function figureLines(figures: Figures, hall: HallConfig, speaker: Speaker): string[] {
  const { simulate: say } = speaker.say;
  const worst = [...figures.byQueue].toSorted(([, a], [, b]) => b.meanWait - a.meanWait).slice(0, mostQueues);
  return [
    ...table(dayRows(speaker).map(({ label, form, value }) => [label, shown(value(figures), form, speaker)])),
    say.overtakenLine({ most: figures.overtaken.most, bound: figures.overtaken.bound }),
    say.worstQueues,
    ...table([say.queueColumns, ...worst.map(([queueId, queue]) => queueCells(queueId, queue, hall, speaker))]),
  ];
}

/** Two days side by side, then the queues whose waits changed most. */
export function comparisonLines({ before, after, changes, hall }: { readonly before: Figures; readonly after: Figures; readonly changes: Changes; readonly hall: HallConfig }, speaker: Speaker): string[] {
  const { simulate: say } = speaker.say;
  const row = <T>({ label, form, value }: Row<T>, a: T, b: T): string[] => [
    label, shown(value(a), form, speaker), shown(value(b), form, speaker), difference(value(b) - value(a), form, speaker),
  ];
  const none: QueueFigures = { calls: 0, meanWait: 0, p90Wait: 0, servedMs: 0 };
  const queues = [...new Set([...before.byQueue.keys(), ...after.byQueue.keys()])].map((id) => ({ id, a: before.byQueue.get(id) ?? none, b: after.byQueue.get(id) ?? none }));
  const changed = queues.toSorted((x, y) => change(y) - change(x)).slice(0, mostQueues);
  const perQueue = changed.flatMap(({ id, a, b }) => queueRows(nameOf(id, hall, speaker), speaker).map((one) => row(one, a, b)));
  const isSame = changes.otherTime + changes.otherWindow + changes.otherEnd === 0;
  return [
    ...table([['', ...say.sides], ...dayRows(speaker).map((one) => row(one, before, after)), ...overtakenRow(speaker).map((one) => row(one, before, after)), ...perQueue]),
    isSame ? say.unchanged : say.changes(changes),
  ];
}

const change = ({ a, b }: { readonly a: QueueFigures; readonly b: QueueFigures }): number => Math.abs(a.meanWait - b.meanWait);

function dayRows({ say: { simulate: say } }: Speaker): Row<Figures>[] {
  const { label } = say;
  return [
    { label: label.tickets, form: 'count', value: ({ tickets }) => tickets }, { label: label.offline, form: 'count', value: ({ offline }) => offline },
    { label: label.done, form: 'count', value: ({ done }) => done }, { label: label.missed, form: 'count', value: ({ missed }) => missed },
    { label: label.abandoned, form: 'count', value: ({ abandoned }) => abandoned }, { label: label.cancelled, form: 'count', value: ({ cancelled }) => cancelled },
    { label: label.waitMean, form: 'time', value: ({ wait }) => wait.mean }, { label: label.waitP50, form: 'time', value: ({ wait }) => wait.p50 },
    { label: label.waitP90, form: 'time', value: ({ wait }) => wait.p90 }, { label: label.waitP95, form: 'time', value: ({ wait }) => wait.p95 },
    { label: label.within15, form: 'share', value: ({ wait }) => wait.within15 }, { label: label.load, form: 'share', value: ({ load }) => load },
  ];
}

const overtakenRow = ({ say }: Speaker): Row<Figures>[] => [{ label: say.simulate.label.overtaken, form: 'count', value: ({ overtaken }) => overtaken.most }];

const queueRows = (name: string, { say: { simulate: say } }: Speaker): Row<QueueFigures>[] => [
  { label: say.queueWait({ name }), form: 'time', value: ({ meanWait }) => meanWait },
  { label: say.queueLoad({ name }), form: 'time', value: ({ servedMs }) => servedMs },
];

function queueCells(queueId: string, { calls, meanWait, p90Wait, servedMs }: QueueFigures, hall: HallConfig, speaker: Speaker): string[] {
  return [nameOf(queueId, hall, speaker), shown(calls, 'count', speaker), ...[meanWait, p90Wait, servedMs].map((ms) => shown(ms, 'time', speaker))];
}

const nameOf = (queueId: string, { queues }: HallConfig, { language }: Speaker): string => queues.find(({ id }) => id === queueId)?.name[language] ?? queueId;

function shown(value: number, form: Form, { say, language }: Speaker): string {
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
