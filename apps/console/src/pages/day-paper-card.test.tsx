import { act } from 'react';
import { expect, test } from 'vitest';
import { openCard } from './card-page.test.helper.tsx';
import { DayPaperCard } from './day-paper-card.tsx';

const root = { date: '2026-11-23', epoch: 1, firstSeq: 2, lastSeq: 90, root: '0123456789abcdef'.repeat(4), at: 0 };

const card = (view: object, summaryPrinter: string | null) => openCard(<DayPaperCard />, { view, config: { hall: { day: { summaryPrinter } } } });

const lines = (container: HTMLElement): string[] => [...container.querySelectorAll('li')].map(({ textContent }) => textContent ?? '');

test('the card tells the root in groups, what became of each paper, and asks for a further copy of the one that is pressed', async () => {
  const papers = [{ date: root.date, part: 2, copy: 3, outcome: 'failed' }, { date: '2026-11-22', part: 1, copy: 0, outcome: 'printed' }];
  const { sent, container } = await card({ lastRoot: root, dayPapers: papers }, 'kiosk-1');
  expect(container.querySelector('[data-testid="day-root"]')?.textContent).toBe(Array.from({ length: 4 }, () => '0123 4567 89ab cdef').join(' '));
  expect(lines(container)).toEqual(['For the hall, 1 of 2No print on recordPrint again', 'For the archive, 2 of 2 · Reprint 3Did not come outPrint again']);
  await act(async () => container.querySelectorAll('button')[1]?.click());
  expect(sent).toEqual([{ type: 'dayPaper.order', jobId: expect.stringMatching(/^[\w-]{22}$/), date: root.date, part: 2 }]);
});

test('without a printer in the configuration, or before the first close, it says so', async () => {
  const without = await card({ lastRoot: root, dayPapers: [] }, null);
  expect([...without.container.querySelectorAll('button')].map(({ disabled }) => disabled)).toEqual([true, true]);
  expect(lines(without.container)[0]).toContain('day.summaryPrinter');
  const none = await card({ lastRoot: null, dayPapers: [] }, 'kiosk-1');
  expect(none.container.textContent).toContain('No day has been closed yet');
});

test('a paper whose printer does not answer is said to wait, and after a reopening the card keeps what became of the papers that are no longer valid', async () => {
  const waiting = await card({ lastRoot: root, dayPapers: [{ date: root.date, part: 1, copy: 0, outcome: null, isOverdue: true }, { date: root.date, part: 2, copy: 0, outcome: null }] }, 'kiosk-1');
  expect(lines(waiting.container)).toEqual(['For the hall, 1 of 2The printer does not answer: it is printed when it is backPrint again', 'For the archive, 2 of 2Waiting to be printedPrint again']);
  const reopened = await card({ lastRoot: root, dayPapers: [
    { date: root.date, part: 1, copy: 0, outcome: 'printed' }, { date: root.date, part: 1, copy: 1, outcome: 'failed', isWithdrawn: true }, { date: root.date, part: 2, copy: 0, outcome: null, isWithdrawn: true },
  ] }, 'kiosk-1');
  expect(lines(reopened.container)).toEqual([
    'For the hall, 1 of 2PrintedPrint againOf the close before the day was opened again, no longer valid: Did not come out',
    'For the archive, 2 of 2No print on recordPrint againOf the close before the day was opened again, no longer valid: Not printed',
  ]);
});
