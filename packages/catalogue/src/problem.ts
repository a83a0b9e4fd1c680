// Why a catalogue file is refused: a place, a code, and the facts a sentence needs. The words are in packages/text.

type Facts = {
  'file.notJson': { readonly line: number; readonly column: number };
  'field.missing': { readonly field: string };
  'field.wrongType': { readonly expected: string; readonly found: string };
  'field.unknown': { readonly field: string };
  'value.notAllowed': { readonly value: string; readonly allowed: string };
  'value.badShape': { readonly value: string; readonly pattern: string };
  'text.empty': unknown;
  'text.tooLong': { readonly maximum: number };
  'number.tooSmall': { readonly minimum: number };
  'number.tooLarge': { readonly maximum: number };
  'list.tooShort': { readonly minimum: number };
  'list.tooLong': { readonly maximum: number };
  'fee.negative': { readonly fen: number };
  'id.duplicate': { readonly id: string; readonly first: string };
  'name.duplicate': { readonly name: string; readonly first: string };
  'prefix.duplicate': { readonly prefix: string; readonly first: string };
  'prefix.notPrefixFree': { readonly prefix: string; readonly other: string; readonly first: string };
  'prefix.badShape': { readonly prefix: string };
  'reading.badShape': { readonly reading: string };
  'material.unknown': { readonly material: string };
  'material.duplicate': { readonly material: string };
  'chain.itemUnknown': { readonly item: string };
  'chain.empty': unknown;
  'chain.circular': { readonly item: string; readonly first: string };
  'days.promisedOverLegal': { readonly promised: number; readonly legal: number };
  'counts.mismatch': { readonly field: string; readonly declared: number; readonly found: number };
};

/**
 * One fault of a catalogue file. `path` is the place, such as `departments[3].items[2].fee`, empty for the file;
 * `first` in the facts is the path of the earlier twin.
 */
export type CatalogueProblem = {
  [C in keyof Facts]: { readonly path: string; readonly code: C } & Facts[C];
}[keyof Facts];

/** `['departments', 3, 'items']` → `departments[3].items`; an odd key is quoted in brackets. */
export function formatPath(keys: readonly PropertyKey[]): string {
  return keys.map(step).join('').replace(/^\./, '');
}

function step(key: PropertyKey): string {
  if (typeof key === 'number') return `[${key}]`;
  const text = String(key);
  return /^[A-Za-z_$][\w$-]*$/.test(text) ? `.${text}` : `[${JSON.stringify(shorten(text))}]`;
}

/** A value of the file as it may be repeated in a sentence: one line, at most 60 characters. */
export function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const characters = Array.from(text.replaceAll(/\s+/g, ' '));
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : characters.join('');
}
