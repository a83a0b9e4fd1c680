// Eight digits by lot, so that a restored hub never gives a number again that is on paper.
import type { Context } from '../context.ts';

const idLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Drawn again while somebody has it. */
export function drawLot(context: Pick<Context, 'newId'>, isTaken: (digits: string) => boolean): string {
  const lot = Array.from(context.newId(), (letter) => idLetters.indexOf(letter)).reduce((sum, value) => (sum * 131 + value) % 100_000_000, 7);
  const digits = String(lot).padStart(8, '0');
  return isTaken(digits) ? drawLot(context, isTaken) : digits;
}
