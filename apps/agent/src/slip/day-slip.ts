// 日结单: what a closed day came to, and the root of its log as digits and as a code. Printed in two copies, one for the archive.
import type { DayPaperOrder, DaySummary, HallConfig, Language } from '@hallcall/domain';
import type { Slip, SlipLine } from '@hallcall/printer';
import { rootLines, rootText } from '@hallcall/protocol';
import { formatFee, formatMinutes, formatNumber, formatStamp, texts } from '@hallcall/text';

const language = 'zh' satisfies Language;
const words = texts(language).close.slip;

/** `copy` 0 of the order is the paper itself; every further one says 补打 above all else. */
export function daySlip({ copy, part, root, summary }: DayPaperOrder, hall: Pick<HallConfig, 'hallId' | 'name' | 'timeZone'>): Slip {
  const mark: SlipLine[] = copy === 0 ? [] : [{ kind: 'text', text: words.reprint, align: 'center', size: 2, bold: true }, { kind: 'text', text: words.reprintNote({ copy }), align: 'center' }];
  const lines: SlipLine[] = [
    { kind: 'text', text: hall.name[language], align: 'center', bold: true },
    { kind: 'text', text: words.title, align: 'center', size: 2, bold: true },
    { kind: 'text', text: words.part[part], align: 'center' },
    ...mark,
    { kind: 'blank' },
    { kind: 'text', text: root.date, align: 'center', size: 2, bold: true },
    { kind: 'rule' },
    ...turns(summary, hall.timeZone),
    { kind: 'rule' },
    ...figures(summary),
    ...numbers(summary),
    { kind: 'rule' },
    { kind: 'text', text: words.root, bold: true },
    ...rootLines(root.root).map((text): SlipLine => ({ kind: 'text', text, align: 'center' })),
    { kind: 'text', text: words.events({ first: root.firstSeq, last: root.lastSeq, epoch: root.epoch }), align: 'center' },
    { kind: 'blank' },
    { kind: 'qr', text: rootText(hall.hallId, root) },
    { kind: 'text', text: words.qr, align: 'center' },
    { kind: 'text', text: words.check, align: 'center' },
    { kind: 'blank' },
    { kind: 'text', text: words.sign },
    { kind: 'blank' },
    { kind: 'text', text: words.printedAt({ time: formatStamp(root.at, hall.timeZone) }), align: 'center' },
  ];
  return { language, lines };
}

function turns({ opened, closed }: DaySummary, timeZone: string): SlipLine[] {
  const by = (turn: DaySummary['opened'] | DaySummary['closed']): string => (turn.clerkId === null ? words.by[turn.by] : `${words.by[turn.by]} ${turn.clerkId}`);
  const turn = (left: string, one: DaySummary['opened'] | DaySummary['closed']): SlipLine[] => [
    { kind: 'pair', left, right: formatStamp(one.at, timeZone) }, { kind: 'pair', left: '', right: by(one) },
  ];
  return [...turn(words.opened, opened), ...turn(words.closed, closed)];
}

function figures(summary: DaySummary): SlipLine[] {
  const wait = (ms: number | null): string => (ms === null ? words.none : words.minutes({ minutes: formatMinutes(ms, language) }));
  const sum = ({ count, fen }: DaySummary['noticesPaid']): string => (count === 0 ? words.none : words.sum({ count, amount: formatFee(fen, language) }));
  const pairs: readonly (readonly [string, string])[] = [
    [words.issued, String(summary.issued)], [words.done, String(summary.done)], [words.abandoned, String(summary.abandoned)], [words.missed, String(summary.missed)],
    [words.meanWait, wait(summary.meanWaitMs)], [words.p90Wait, wait(summary.p90WaitMs)],
    [words.noticesIssued, sum(summary.noticesIssued)], [words.noticesPaid, sum(summary.noticesPaid)],
  ];
  return pairs.map(([left, right]) => ({ kind: 'pair', left, right }));
}

function numbers({ numbers: ranges, offline }: DaySummary): SlipLine[] {
  return [
    ...(ranges.length === 0 ? [] : [{ kind: 'text', text: words.numbers } as const]),
    ...ranges.map(({ prefix, first, last }): SlipLine => ({ kind: 'pair', left: '', right: `${formatNumber(prefix, first)} – ${formatNumber(prefix, last)}` })),
    ...(offline === 0 ? [] : [{ kind: 'pair', left: words.offline, right: String(offline) } as const]),
  ];
}
