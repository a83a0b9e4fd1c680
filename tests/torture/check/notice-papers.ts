// I6 for what a window hands over: a payment notice lies in a tray once, and one that is on record as printed does.
import type { Paper } from '../../chaos/kiosk-page.ts';
import { finding, type Finding } from '../findings.ts';
import type { LogRow } from './log-row.ts';

export const isNotice = ({ text }: Pick<Paper, 'text'>): boolean => text.some((line) => line.includes('缴费通知单'));

const numberOn = ({ text }: Pick<Paper, 'text'>): string => /\d{8}-\d{8}/.exec(text.join(' '))?.[0] ?? 'without a number';

export function noticeFindings(rows: readonly LogRow[], papers: readonly Pick<Paper, 'text' | 'isReprint'>[]): Finding[] {
  const own = papers.filter(({ isReprint }) => !isReprint).map(numberOn);
  const inTray = new Set(own);
  const twice = [...inTray].filter((number) => own.indexOf(number) !== own.lastIndexOf(number));
  return [
    ...twice.map((number) => finding('doubled', `notice ${number} was printed twice`)),
    ...printedIn(rows).filter((number) => !inTray.has(number)).map((number) => finding('disagreeing', `notice ${number} is on record as printed, but there is no paper`)),
  ];
}

/** Numbers of the notices whose own paper, no second copy, is on record as printed. */
function printedIn(rows: readonly LogRow[]): string[] {
  const numberById = new Map<string, string>();
  const numberByJob = new Map<string, string>();
  return rows.flatMap(({ event }) => {
    if (event.type === 'notice.issued') numberById.set(event.notice.noticeId, event.notice.number);
    const number = event.type === 'slip.ordered' && event.slip.kind === 'payment' && event.copy === 0 ? numberById.get(event.slip.noticeId) : undefined;
    if (event.type === 'slip.ordered' && number !== undefined) numberByJob.set(event.jobId, number);
    const printed = event.type === 'slip.changed' && event.outcome === 'printed' ? numberByJob.get(event.jobId) : undefined;
    return printed === undefined ? [] : [printed];
  });
}
