// Compares the charges of notices with the catalogue that was in force when each was issued.
import type { HubConfig } from '@hallcall/client';
import type { NoticeRecord } from '@hallcall/protocol';
import { createPriceCheck, type PriceCheck } from '@hallcall/client';

export type PricesOfThen = (notice: Pick<NoticeRecord, 'config'>, line: Pick<NoticeRecord['lines'][number], 'itemId' | 'fen'>) => PriceCheck;

/** A version that is not there (yet) gives nothing to compare with. */
export function createPricesOfThen(current: HubConfig, others: ReadonlyMap<number, HubConfig | null>): PricesOfThen {
  const now = createPriceCheck(current);
  const then = new Map([...others].flatMap(([version, config]) => (config === null ? [] : [[version, createPriceCheck(config)] as const])));
  return ({ config }, line) => {
    const check = config === null || config === current.version ? now : then.get(config);
    return check === undefined ? { kind: 'unknown' } : check(line);
  };
}
