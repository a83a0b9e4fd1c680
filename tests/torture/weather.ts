// Spoils lines as planned: cut, delayed, or swallowing one direction for a while.
import type { DroppableProxy } from '@hallcall/testkit';
import { pause } from '../chaos/until.ts';
import type { Weather } from './plan.ts';

/** Resolves when everything planned is over; the last one leaves the line whole. With how many of them anything really went astray. */
export async function spoilLines(lines: readonly DroppableProxy[], weather: readonly Weather[]): Promise<number> {
  const felt = await Promise.all(weather.map(async (one) => {
    const line = lines[one.line % lines.length];
    await pause(one.atMs);
    if (!line) return false;
    const before = line.spoilt();
    await spoil(line, one);
    return line.spoilt() > before;
  }));
  for (const line of lines) line.heal();
  return felt.filter(Boolean).length;
}

async function spoil(line: DroppableProxy, { kind, ms }: Weather): Promise<void> {
  switch (kind) {
    case 'cut':
      return line.cut();
    case 'noAnswer':
      line.swallow('down');
      break;
    case 'noQuestion':
      line.swallow('up');
      break;
    case 'slow':
      line.delay('up', ms / 2);
      line.delay('down', ms / 4);
      break;
  }
  await pause(ms);
  line.heal();
}
