// Whether a charge is what the catalogue says.
import type { NoticeView } from '@hallcall/domain';
import type { HubConfig } from './hub-config.ts';

/** `differs` and `free` are marked; a tariff leaves the sum to the clerk, and without fee information there is nothing to compare. */
export type PriceCheck =
  | { readonly kind: 'same' | 'free' | 'schedule' | 'unknown' }
  | { readonly kind: 'differs'; /** In the catalogue, fen. */ readonly fen: number };

/** Compares charges with the catalogue of one version. */
export function createPriceCheck({ catalogue }: Pick<HubConfig, 'catalogue'>): (line: Pick<NoticeView['lines'][number], 'itemId' | 'fen'>) => PriceCheck {
  const feeById = new Map(catalogue.departments.flatMap(({ items }) => items.map(({ id, fee }) => [id, fee] as const)));
  return ({ itemId, fen }) => {
    const fee = feeById.get(itemId);
    if (!fee) return { kind: 'unknown' };
    switch (fee.charge) {
      case 'none':
        return { kind: fen === 0 ? 'same' : 'free' };
      case 'amount':
        return fee.fen === fen ? { kind: 'same' } : { kind: 'differs', fen: fee.fen };
      case 'schedule':
        return { kind: 'schedule' };
    }
  };
}

/** Somebody should look at this line. */
export const isOdd = ({ kind }: PriceCheck): boolean => kind === 'differs' || kind === 'free';
