import { formatNumber } from '@hallcall/text';
import type { CSSProperties } from 'react';

/** The number's breadth in em as `--ems`, so that a long one shrinks instead of being cut. */
export function breadthOf(number: { readonly prefix: string; readonly n: number }): CSSProperties {
  const characters = formatNumber(number.prefix, number.n).length;
  // A custom property: React's style type knows only the named ones.
  return { '--ems': 0.6 * (characters - 1) + 0.35 } as CSSProperties;
}
