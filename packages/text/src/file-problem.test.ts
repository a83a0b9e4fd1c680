import { expect, test } from 'vitest';
import { catalogueProblemText, configProblemText } from './file-problem.ts';
import { texts } from './texts.ts';

const [zh, en] = [texts('zh'), texts('en')];

test('a catalogue problem is a sentence led by its place in the file', () => {
  const problem = { path: 'departments[3].items[2].fee', code: 'fee.negative', fen: -100 } as const;
  expect(catalogueProblemText(zh, problem)).toBe('departments[3].items[2].fee：收费不能为负数（-100 分）');
  expect(catalogueProblemText(en, problem)).toBe('departments[3].items[2].fee: a fee cannot be negative (-100 fen)');
  expect(catalogueProblemText(en, { path: '', code: 'file.notJson', detail: 'line 1' })).toBe('not a valid JSON file (line 1)');
});

test('a configuration problem is a sentence led by its place in the file', () => {
  const problem = { code: 'queue.unserved', path: 'queues[1]', id: 'q-tax' } as const;
  expect(configProblemText(zh, problem)).toBe('queues[1]：没有窗口办理队列“q-tax”');
  expect(configProblemText(en, problem)).toBe('queues[1]: no window serves the queue “q-tax”');
});
