// What a document written by hand has in a place instead of what belongs there: facts for a sentence in any language.
import type { z } from 'zod';

type Kind = 'text' | 'number' | 'list';
/** One fault of one place. `value` is shortened. */
export type ShapeFault =
  | { readonly of: 'missing' }
  /** Types by the names that JSON and its schemas give them. */
  | { readonly of: 'type'; readonly expected: string; readonly found: string }
  | { readonly of: 'unknown'; readonly fields: readonly string[] }
  | { readonly of: 'choice'; readonly value: string; readonly allowed: readonly string[] }
  | { readonly of: 'small'; readonly kind: Kind; readonly minimum: number }
  | { readonly of: 'large'; readonly kind: Kind; readonly maximum: number }
  /** Written in a way that means nothing here. */
  | { readonly of: 'form'; readonly value: string }
  /** Said of a whole file, by whoever parses it. */
  | { readonly of: 'notJson'; readonly line: number; readonly column: number }
  | { readonly of: 'notUtf8' };
export type PlacedFault = { readonly path: string; readonly fault: ShapeFault };

/** Every fault that a schema found, in the order of the document. The parse must have run with `reportInput`. */
export const shapeFaults = ({ issues }: z.ZodError): PlacedFault[] => issues.map((issue) => ({ path: pathText(issue.path), fault: faultOf(issue) }));

function faultOf(issue: z.core.$ZodIssue): ShapeFault {
  if (issue.code === 'unrecognized_keys') return { of: 'unknown', fields: issue.keys };
  if (issue.input === undefined) return { of: 'missing' };
  switch (issue.code) {
    case 'invalid_type':
      return { of: 'type', expected: issue.expected, found: typeName(issue.input) };
    case 'invalid_value':
      return { of: 'choice', value: shorten(issue.input), allowed: issue.values.map(String) };
    case 'too_small':
      return { of: 'small', kind: kindOf(issue.origin), minimum: Number(issue.minimum) };
    case 'too_big':
      return { of: 'large', kind: kindOf(issue.origin), maximum: Number(issue.maximum) };
    case 'invalid_format':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return { of: 'form', value: shorten(issue.input) };
  }
}

const kindOf = (origin: string): Kind => (origin === 'string' ? 'text' : origin === 'array' ? 'list' : 'number');

const typeName = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const longest = 60;

/** In one line. */
function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** `windows[1].queues[0].weight`; empty for the whole document. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)), '');
