// Which item is booked: part of a name, then one of those that can be booked.
import { searchItems, type HubConfig } from '@hallcall/client';
import type { ItemId, QueueId } from '@hallcall/domain';
import { Button, SearchField, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';

const listed = 8;

export type BookableItem = { readonly itemId: ItemId; readonly queueId: QueueId };

export function ItemChoice({ queueIds, value, onChoose }: { readonly queueIds: readonly QueueId[]; readonly value: BookableItem | null; readonly onChoose: (item: BookableItem | null) => void }): ReactNode {
  const t = useTexts().booking.make;
  const { names, config } = useConsole();
  const [sought, setSought] = useState('');
  if (value !== null) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-1 rounded-small bg-tint px-1.5 py-1">
        <span className="font-strong" data-testid="chosen-item">{names.item(value.itemId)}</span>
        <Button size="small" onPress={() => onChoose(null)} testId="other-item" takesFocus>{t.otherItem}</Button>
      </div>
    );
  }
  const bookable = config.hall.items.filter(({ queue }) => queueIds.includes(queue));
  const found = findItems(bookable, sought, config.catalogue.search);
  return (
    <div className="flex flex-col gap-1">
      <SearchField label={t.item} value={sought} onChange={setSought} placeholder={t.itemHint} takesFocus />
      {found.length === 0 ? <p className="text-soft">{t.noItem}</p> : null}
      <ul className="grid gap-0.5 sm:grid-cols-2" data-testid="bookable-items">
        {found.slice(0, listed).map(({ id, queue }) => (
          <li key={id}>
            <Button variant="quiet" isWide isSpread onPress={() => onChoose({ itemId: id, queueId: queue })} testId={`book-${id}`}>
              {names.item(id)} <span className="text-small font-plain text-soft">{names.queue(queue)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** By its number in the catalogue, or by initials, pinyin, characters, English or code, as everywhere else; all of them while nothing is typed. */
function findItems<Item extends { readonly id: ItemId }>(items: readonly Item[], sought: string, index: HubConfig['catalogue']['search']): readonly Item[] {
  if (sought.trim() === '' || index === undefined) return items;
  const byId = new Map(items.map((item) => [String(item.id), item]));
  const number = sought.trim().toLowerCase();
  const own = items.find(({ id }) => id.toLowerCase() === number);
  const found = searchItems(index, sought, index.entries.length).flatMap(({ itemId }) => byId.get(itemId) ?? []);
  return own === undefined ? found : [own, ...found.filter((item) => item !== own)];
}
