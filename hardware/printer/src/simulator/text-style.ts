import type { TextStyle } from './printed.ts';

/** After power-on and `ESC @`. */
export function plainStyle(): TextStyle {
  return { width: 1, height: 1, isBold: false, isUnderlined: false, isInverse: false };
}

/** What `ESC ! n` selects. */
export function selectedStyle(n: number, style: TextStyle): TextStyle {
  const width = (n & 0x20) === 0 ? 1 : 2;
  const height = (n & 0x10) === 0 ? 1 : 2;
  return { ...style, width, height, isBold: (n & 8) !== 0, isUnderlined: (n & 0x80) !== 0 };
}
