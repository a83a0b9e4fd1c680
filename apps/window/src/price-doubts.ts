// What a clerk should look at again before the notice goes out: an amount that is not the catalogue's.
import { createPriceCheck, type HubConfig } from '@hallcall/client';
import { formatFee, parseYuan, type Language, type Texts } from '@hallcall/text';
import type { NoticeDraft } from './notice-draft.ts';

/** A sentence naming both amounts by the line's index; the clerk may pass them all. */
export function priceDoubts({ lines }: NoticeDraft, config: Pick<HubConfig, 'catalogue'>, { t, language }: { readonly t: Texts; readonly language: Language }): ReadonlyMap<number, string> {
  const check = createPriceCheck(config);
  const { doubt } = t.payment.issue;
  const fee = (fen: number): string => formatFee(fen, language);
  return new Map(lines.flatMap(({ itemId, amount }, index): [number, string][] => {
    const fen = amount.trim() === '' ? null : parseYuan(amount);
    if (fen === null) return [];
    const found = check({ itemId, fen });
    if (found.kind === 'free') return [[index, doubt.free({ typed: fee(fen) })]];
    return found.kind === 'differs' ? [[index, doubt.differs({ typed: fee(fen), price: fee(found.fen) })]] : [];
  }));
}
