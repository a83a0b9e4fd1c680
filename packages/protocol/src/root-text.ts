// The root of a day as the QR code of its slip carries it, and as people type it in: `hallcall-root:1:HALL:DATE:EPOCH:FIRST-LAST:ROOT`.
import { RootHash, type DayRoot } from '@hallcall/domain';

/** What a slip says of a day. `place` is null where only the digits were typed. */
export type RootClaim = {
  readonly root: string;
  readonly place: (Pick<DayRoot, 'epoch' | 'firstSeq' | 'lastSeq'> & { readonly hallId: string; readonly date: string }) | null;
};

/** What the QR code holds. */
export const rootText = (hallId: string, { date, epoch, firstSeq, lastSeq, root }: DayRoot): string =>
  `hallcall-root:1:${hallId}:${date}:${epoch}:${firstSeq}-${lastSeq}:${root}`;

/** The digits in groups of four, four groups a line: four lines. */
export const rootLines = (root: string): readonly string[] => (root.match(/.{1,16}/g) ?? []).map((line) => (line.match(/.{1,4}/g) ?? []).join(' '));

const coded = /^hallcall-root:1:([A-Za-z0-9][A-Za-z0-9_.-]*):(\d{4}-\d{2}-\d{2}):(\d+):(\d+)-(\d+):([0-9a-f]{64})$/;

/** Reads either form; spaces, line breaks and capitals in the digits do not matter. Null: neither. */
export function readRootText(text: string): RootClaim | null {
  const packed = text.replaceAll(/\s/g, '');
  const digits = RootHash.safeParse(packed.toLowerCase());
  if (digits.success) return { root: digits.data, place: null };
  const [, hallId, date, epoch, first, last, root] = coded.exec(packed) ?? [];
  if (hallId === undefined || date === undefined || root === undefined) return null;
  return { root, place: { hallId, date, epoch: Number(epoch), firstSeq: Number(first), lastSeq: Number(last) } };
}
