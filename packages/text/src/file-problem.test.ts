import { expect, test } from 'vitest';
import { catalogueProblemText, configProblemText } from './file-problem.ts';
import { texts } from './texts.ts';

const [zh, en] = [texts('zh'), texts('en')];

test('a catalogue problem is a sentence led by its place in the file', () => {
  const problem = { path: 'departments[3].items[2].fee', code: 'fee.negative', fen: -100 } as const;
  expect(catalogueProblemText(zh, problem)).toBe('departments[3].items[2].fee：收费不能为负数（-100 分）');
  expect(catalogueProblemText(en, problem)).toBe('departments[3].items[2].fee: a fee cannot be negative (-100 fen)');
  expect(catalogueProblemText(en, { path: '', code: 'file.notJson', line: 3, column: 5 })).toBe('not a valid JSON file: line 3, character 5');
});

test('a configuration problem is a sentence led by its place in the file', () => {
  const problem = { code: 'queue.unserved', path: 'queues[1]', id: 'q-tax' } as const;
  expect(configProblemText(zh, problem)).toBe('queues[1]：没有窗口办理队列“q-tax”');
  expect(configProblemText(en, problem)).toBe('queues[1]: no window serves the queue “q-tax”');
});

test.each([
  [{ of: 'missing' }, '缺少这一项', 'this is missing'],
  [{ of: 'type', expected: 'array', found: 'string' }, '应为列表，实为文字', 'should be a list, is text'],
  [{ of: 'type', expected: 'map', found: 'null' }, '应为map，实为空值 null', 'should be map, is null'],
  [{ of: 'unknown', fields: ['colour', 'size'] }, '不认识的字段：colour, size', 'unknown fields: colour, size'],
  [{ of: 'choice', value: 'deep', allowed: ['low', 'high'] }, '“deep”不在允许的值之内：low, high', '“deep” is none of low, high'],
  [{ of: 'small', kind: 'number', minimum: 1 }, '数值太小，至少为 1', 'too small, at least 1'],
  [{ of: 'large', kind: 'text', maximum: 4 }, '文字太长，最多 4 个字', 'too long, at most 4 characters'],
  [{ of: 'form', value: 'A 1' }, '“A 1”写法不对', '“A 1” is not written as it should be'],
  [{ of: 'notJson', line: 3, column: 5 }, '不是有效的 JSON 文件，出错处在第 3 行第 5 个字符', 'not a valid JSON file: line 3, character 5'],
  [{ of: 'notUtf8' }, '不是 UTF-8 编码的文件，请用编辑器另存为 UTF-8', 'not a file in UTF-8: save it as UTF-8 in the editor'],
] as const)('what a schema finds is said in the language of who reads it: %j', (fault, inZh, inEn) => {
  const problem = { code: 'malformed', path: 'queues[1].prefix', fault } as const;
  expect([configProblemText(zh, problem), configProblemText(en, problem)]).toEqual([`queues[1].prefix：${inZh}`, `queues[1].prefix: ${inEn}`]);
});
