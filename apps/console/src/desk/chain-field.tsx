// A life event (一件事) instead of single items: choosing one fills in all of its items, and they are done in its order.
import type { ItemCount } from '@hallcall/domain';
import { SelectField, useBilingual, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';

type Chain = ReturnType<typeof useConsole>['config']['hall']['chains'][number];
export type ChainId = Chain['id'];
const none = 'none';

/** Nothing in a hall without life events. */
export function ChainField({ chain, onChange }: { readonly chain: ChainId | null; readonly onChange: (chain: ChainId | null, items: readonly ItemCount[]) => void }): ReactNode {
  const t = useTexts().limits.desk;
  const pick = useBilingual();
  const { chains } = useConsole().config.hall;
  if (chains.length === 0) return null;
  const choose = (id: string): void => {
    const chosen = chains.find((one) => one.id === id);
    onChange(chosen?.id ?? null, chosen === undefined ? [] : chosen.stops.flatMap(({ items }) => items).map((itemId) => ({ itemId, count: 1 })));
  };
  return (
    <SelectField
      label={t.chain} value={chain ?? none} onChange={choose} placeholder={t.noChain}
      options={[{ id: none, name: t.noChain }, ...chains.map(({ id, name }) => ({ id: String(id), name: pick(name) }))]}
    />
  );
}

/** What is said of it; nothing where nothing of it is left. */
export const chainOf = (chain: ChainId | null): { readonly chain?: ChainId } => (chain === null ? {} : { chain });
