// What somebody came for: found by pinyin initials, pinyin, characters or English among all items, with a count each.
import { searchItems } from '@hallcall/client';
import type { ItemCount } from '@hallcall/domain';
import { Button, NumberField, SearchField, useBilingual, useTexts } from '@hallcall/ui';
import { Plus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';

type Picked = { readonly items: readonly ItemCount[]; readonly onChange: (items: readonly ItemCount[]) => void };

const mostHits = 8;
const mostItems = 20;
const mostOfOne = 99;

/** `name` tells two pickers of one page apart. */
export function ItemPicker({ items, onChange, name, takesFocus = false }: Picked & { readonly name: string; readonly takesFocus?: boolean }): ReactNode {
  const t = useTexts().limits.desk;
  const [query, setQuery] = useState('');
  /** How many were chosen: the hit that was pressed is gone, and the keyboard goes on at the search. */
  const [chosen, setChosen] = useState(0);
  const add = (itemId: ItemCount['itemId']): void => {
    setQuery('');
    setChosen(chosen + 1);
    if (items.length < mostItems && !items.some((one) => one.itemId === itemId)) onChange([...items, { itemId, count: 1 }]);
  };
  return (
    <div className="flex flex-col gap-1" data-testid={`picker-${name}`}>
      <SearchField key={chosen} label={t.search} placeholder={t.searchHint} value={query} onChange={setQuery} takesFocus={takesFocus || chosen > 0} />
      <Hits query={query} onAdd={add} />
      <Chosen items={items} onChange={onChange} />
    </div>
  );
}

function Hits({ query, onAdd }: { readonly query: string; readonly onAdd: (itemId: ItemCount['itemId']) => void }): ReactNode {
  const t = useTexts().limits.desk;
  const pick = useBilingual();
  const { config, names } = useConsole();
  const { search } = config.catalogue;
  if (query.trim() === '' || search === undefined) return null;
  const served = new Map(config.hall.items.map((item) => [String(item.id), item]));
  const hits = searchItems(search, query, mostHits).flatMap(({ itemId }) => served.get(itemId) ?? []);
  if (hits.length === 0) return <p className="text-soft">{t.noHit}</p>;
  return (
    <ul className="flex flex-col gap-0.5">
      {hits.map(({ id, department }) => (
        <li key={id}>
          <Button size="desk" icon={Plus} isWide isSpread onPress={() => onAdd(id)} testId={`hit-${id}`}>
            {names.item(id)} <span className="font-plain text-soft">{pick(config.hall.departments.find((one) => one.id === department)?.name)}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Chosen({ items, onChange }: Picked): ReactNode {
  const t = useTexts();
  const { names } = useConsole();
  if (items.length === 0) return <p className="text-soft">{t.limits.desk.noItem}</p>;
  const set = (itemId: string, count: number): void => onChange(items.map((one) => (one.itemId === itemId ? { ...one, count } : one)));
  return (
    <ul className="flex flex-col gap-1">
      {items.map(({ itemId, count }) => (
        <li key={itemId} className="flex flex-wrap items-end justify-between gap-1 rounded-small border border-line bg-sunken px-1.5 py-1" data-testid={`chosen-${itemId}`}>
          <strong className="min-w-0 flex-1 self-center">{names.item(itemId)}</strong>
          <NumberField label={t.limits.desk.count} value={count} onChange={(value) => set(itemId, value)} least={1} most={mostOfOne} />
          <Button icon={X} variant="quiet" onPress={() => onChange(items.filter((one) => one.itemId !== itemId))}>{t.limits.desk.remove}</Button>
        </li>
      ))}
    </ul>
  );
}
