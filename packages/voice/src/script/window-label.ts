// What is painted above a window, cut into what can be said: `3`, `A3`, `3A`, `B-12`. Anything else keeps its own clip.
import type { ClipToken } from './clip.ts';

export type LabelPart =
  /** Said as a number: 0–999 without a leading zero. */
  | { readonly kind: 'cardinal'; readonly n: number }
  /** Said digit by digit: 007, 1024. */
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'letters'; readonly letters: string }
  | { readonly kind: 'break' };

const pieces = /(\d+)|([A-Z]+)|([\s\-–_./·#]+)/gu;

/** The parts in order; null when the label holds a sign that no letter or digit clip covers, such as 东1. */
export function labelParts(label: string): readonly LabelPart[] | null {
  const plain = plainLabel(label);
  const parts: LabelPart[] = [];
  let at = 0;
  for (const { 0: whole, 1: digits, 2: letters, index } of plain.matchAll(pieces)) {
    if (index !== at) return null;
    at += whole.length;
    if (digits !== undefined) parts.push(/^(0|[1-9]\d{0,2})$/.test(digits) ? { kind: 'cardinal', n: Number(digits) } : { kind: 'digits', digits });
    else parts.push(letters === undefined ? { kind: 'break' } : { kind: 'letters', letters });
  }
  return at === plain.length && parts.some(({ kind }) => kind !== 'break') ? parts : null;
}

/** The clip of a label that must be said whole; its id is ASCII, so that it can name a file: `label_u4e1c_1`. */
export function labelClip(label: string): ClipToken {
  const signs = Array.from(plainLabel(label), (sign) => (/[A-Z0-9]/.test(sign) ? sign : `u${(sign.codePointAt(0) ?? 0).toString(16)}`));
  return { kind: 'clip', id: `label_${signs.join('_')}`, text: label };
}

/** Letters that labels hold. */
export function lettersIn(parts: readonly LabelPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'letters' ? Array.from(part.letters) : []));
}

/** Full-width letters and encircled digits become plain ones, small letters capitals. */
function plainLabel(label: string): string {
  return label.normalize('NFKC').trim().toUpperCase();
}
