// Whether a number can be one of an ID card: eighteen characters whose last is the check digit of the others (GB 11643,
// ISO 7064 MOD 11-2). Whether such a place or day exists is not asked.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkDigits = '10X98765432';

export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return text[17] === checkDigits[sum % 11];
}
