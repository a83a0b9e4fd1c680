// The citizens' identity number of GB 11643: seventeen digits and a check digit (ISO 7064, MOD 11-2). Whether such a place or day exists is
// not asked. Here is only what a number is; readers and the hub's desk ask it before they make tags, and the core never sees one (PE1).

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkDigits = '10X98765432';

/** True for one as it stands on a card: eighteen characters without spaces, a large X. */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return text[17] === checkDigits[sum % 11];
}

/** A number as somebody typed it, with spaces or a small x, as it goes into a tag; null when it is none. */
export function readIdNumber(typed: string): string | null {
  const number = typed.replaceAll(/\s/g, '').toUpperCase();
  return isIdNumber(number) ? number : null;
}
