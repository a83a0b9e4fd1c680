// The citizens' identity number of GB 11643: seventeen digits and a check digit (ISO 7064, MOD 11-2).
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkDigits = '10X98765432';

/** As it goes into a tag, or null when it is none. */
export function readIdNumber(typed: string): string | null {
  const number = typed.replaceAll(/\s/g, '').toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return null;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return checkDigits[sum % 11] === number[17] ? number : null;
}
