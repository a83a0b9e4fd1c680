const mostFen = 100_000_000_00;

/**
 * Whole fen from an amount in yuan as people type it: `20`, `20.5`, `1,234.50`, also in full-width digits; null for anything else,
 * for negative amounts, parts of a fen, and more than a hundred million.
 */
export function parseYuan(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(' ', '').replace(/^¥/, '').replace(/元$/, '');
  const parts = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!parts) return null;
  // Digits joined, never a fraction times a hundred: 0.29 × 100 is 28.999….
  const fen = Number(`${parts[1]?.replaceAll(',', '')}${(parts[2] ?? '').padEnd(2, '0')}`);
  return fen <= mostFen ? fen : null;
}

/** The same amount as a field shows it: `20`, `20.50`. */
export const yuanOf = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));
