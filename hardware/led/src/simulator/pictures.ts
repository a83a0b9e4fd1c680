import { createHash } from 'node:crypto';
import type { SimulatedBar } from './bar.ts';
import { createDotFont } from './dot-font.ts';
import { createBarPainter } from './draw-bar.ts';
import { lightDots } from './light-dots.ts';

/** A picture and the name of what it shows: the same dots, the same tag. */
export type BarPicture = { tag: string; png: () => Buffer };

/**
 * Pictures of bars of one size. `isStill` asks for one that does not depend on the moment (blinking text lit, moving
 * text at its beginning). The last picture of each bar is kept, and drawn only when it is asked for.
 */
export function createPictures(
  size: { width: number; height: number },
  now: () => number,
): (bar: SimulatedBar, isStill: boolean) => BarPicture {
  const font = createDotFont();
  const paint = createBarPainter();
  const last = new WeakMap<SimulatedBar, { tag: string; png: Buffer }>();
  return (bar, isStill) => {
    const { areas, since } = bar.screen();
    const dots = lightDots(areas, size, isStill ? null : now() - since, font);
    const tag = `"${createHash('sha256').update(dots.lit).digest('hex').slice(0, 16)}"`;
    const png = (): Buffer => {
      const known = last.get(bar);
      if (known?.tag === tag) return known.png;
      const drawn = paint(dots).toBuffer('image/png');
      last.set(bar, { tag, png: drawn });
      return drawn;
    };
    return { tag, png };
  };
}
