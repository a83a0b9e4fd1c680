// The schema library's findings as this package's own coded problems.
import type { z } from 'zod';
import { formatPath, shorten, type CatalogueProblem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** All problems of a failed parse, in file order. The parse must have run with `reportInput`. */
export function shapeProblems(error: z.ZodError): CatalogueProblem[] {
  return error.issues.flatMap(fromIssue);
}

function fromIssue(issue: Issue): CatalogueProblem[] {
  const path = formatPath(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(issue, path)];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path, code: 'field.unknown', field: shorten(key) }));
    case 'invalid_value':
      return [notAllowed(path, issue.input, issue.values.map(String))];
    case 'invalid_union':
      return [discriminator(issue, path)];
    case 'invalid_format':
      return [badShape(issue, path)];
    case 'too_small':
      return [tooSmall(issue, path)];
    case 'too_big':
      return [tooBig(issue, path)];
    case 'invalid_key':
      return [{ path, code: 'value.badShape', value: shorten(issue.path.at(-1)), pattern: patternOf(issue.issues[0]) }];
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return [{ path, code: 'field.wrongType', expected: issue.code, found: shorten(issue.input) }];
  }
}

function wrongType(issue: Extract<Issue, { code: 'invalid_type' }>, path: string): CatalogueProblem {
  const field = String(issue.path.at(-1) ?? 'catalogue');
  if (issue.input === undefined) return { path, code: 'field.missing', field };
  const expected = issue.expected === 'int' ? 'integer' : issue.expected;
  return { path, code: 'field.wrongType', expected, found: typeName(issue.input) };
}

/** A union fails either on its missing discriminator or on a value that names no branch. */
function discriminator(issue: Extract<Issue, { code: 'invalid_union' }>, path: string): CatalogueProblem {
  const input = issue.input;
  const field = formatPath(issue.path).split('.').at(-1) ?? 'value';
  if (input === undefined) return { path, code: 'field.missing', field };
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  const value = typeof input === 'object' && input !== null ? Reflect.get(input, field) : input;
  return value === undefined ? { path, code: 'field.missing', field } : notAllowed(path, value, options);
}

function notAllowed(path: string, value: unknown, allowed: readonly string[]): CatalogueProblem {
  if (value === undefined) return { path, code: 'field.missing', field: path.split('.').at(-1) ?? path };
  return { path, code: 'value.notAllowed', value: shorten(value), allowed: allowed.join(', ') };
}

function badShape(issue: Extract<Issue, { code: 'invalid_format' }>, path: string): CatalogueProblem {
  const value = shorten(issue.input);
  if (issue.path.at(-1) === 'prefix') return { path, code: 'prefix.badShape', prefix: value };
  if (issue.path.at(-1) === 'reading') return { path, code: 'reading.badShape', reading: value };
  return { path, code: 'value.badShape', value, pattern: patternOf(issue) };
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>, path: string): CatalogueProblem {
  const minimum = Number(issue.minimum);
  if (issue.origin === 'string') return { path, code: 'text.empty' };
  if (issue.origin === 'array') {
    return issue.path[0] === 'chains' ? { path, code: 'chain.empty' } : { path, code: 'list.tooShort', minimum };
  }
  if (issue.path.at(-1) === 'fen') return { path, code: 'fee.negative', fen: Number(issue.input) };
  return { path, code: 'number.tooSmall', minimum };
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>, path: string): CatalogueProblem {
  const maximum = Number(issue.maximum);
  if (issue.origin === 'string') return { path, code: 'text.tooLong', maximum };
  if (issue.origin === 'array') return { path, code: 'list.tooLong', maximum };
  return { path, code: 'number.tooLarge', maximum };
}

function patternOf(issue: Issue | undefined): string {
  return issue?.code === 'invalid_format' && issue.pattern !== undefined ? issue.pattern : 'id';
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && !Number.isInteger(value) ? 'fraction' : typeof value;
}
