import { expect, test } from 'vitest';
import { z } from 'zod';
import { shapeFaults } from './shape-fault.ts';

const Form = z.strictObject({
  name: z.string().min(2).max(4), port: z.int().min(1).max(9), list: z.array(z.strictObject({ id: z.string().regex(/^[a-z]+$/) })).min(1).max(2), level: z.enum(['low', 'high']), when: z.union([z.string(), z.null()]),
});
const sound = { name: 'abc', port: 5, list: [{ id: 'a' }], level: 'low', when: null };
const faults = (change: object) => {
  const parsed = Form.safeParse({ ...sound, ...change }, { reportInput: true });
  return parsed.success ? [] : shapeFaults(parsed.error).map(({ path, fault }) => [path, fault]);
};

test.each<readonly [change: object, path: string, fault: object]>([
  [{ name: undefined }, 'name', { of: 'missing' }],
  [{ level: undefined }, 'level', { of: 'missing' }],
  [{ name: 7 }, 'name', { of: 'type', expected: 'string', found: 'number' }],
  [{ name: null }, 'name', { of: 'type', expected: 'string', found: 'null' }],
  [{ port: [] }, 'port', { of: 'type', expected: 'number', found: 'array' }],
  [{ colour: 'red', size: 1 }, '', { of: 'unknown', fields: ['colour', 'size'] }],
  [{ level: 'deep' }, 'level', { of: 'choice', value: 'deep', allowed: ['low', 'high'] }],
  [{ name: 'a' }, 'name', { of: 'small', kind: 'text', minimum: 2 }],
  [{ port: 0 }, 'port', { of: 'small', kind: 'number', minimum: 1 }],
  [{ list: [] }, 'list', { of: 'small', kind: 'list', minimum: 1 }],
  [{ name: 'abcde' }, 'name', { of: 'large', kind: 'text', maximum: 4 }],
  [{ port: 10 }, 'port', { of: 'large', kind: 'number', maximum: 9 }],
  [{ list: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }, 'list', { of: 'large', kind: 'list', maximum: 2 }],
  [{ list: [{ id: 'a' }, { id: 'A'.repeat(80) }] }, 'list[1].id', { of: 'form', value: `${'A'.repeat(59)}…` }],
  [{ when: { a: 1 } }, 'when', { of: 'form', value: '{"a":1}' }],
])('[F1] %j is told with its place', (change, path, fault) => {
  expect(faults(change)).toEqual([[path, fault]]);
});
