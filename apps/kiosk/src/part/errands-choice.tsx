// Several errands on one number: how many of each, and the way to one more.
import type { ItemCount } from '@hallcall/domain';
import { formatCounted, formatList } from '@hallcall/text';
import { Button, Dialog, useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { ListPlus, Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { casesOf, mostItems, mostOfOne, withCount, type ItemId } from '../flow/errands.ts';
import type { Hall } from '../hall/hall-document.ts';

type Props = {
  readonly hall: Hall;
  readonly items: readonly ItemCount[];
  readonly onChange: (items: readonly ItemCount[]) => void;
  /** What this page is about: it stays. Null: what is on the number is chosen on the page itself. */
  readonly kept: ItemId | null;
  /** To one more item; null: there is no such way, now or here. */
  readonly onMore: (() => void) | null;
};

export function ErrandsChoice({ hall, items, onChange, kept, onMore }: Props): ReactNode {
  const t = useTexts().kiosk.errands;
  const [isOpen, setIsOpen] = useState(false);
  const cases = casesOf(items);
  const close = (): void => setIsOpen(false);
  const canDrop = (itemId: ItemId): boolean => kept !== null && itemId !== kept;
  const actions = (
    <>
      {onMore === null || items.length >= mostItems ? null : <Button size="kiosk" icon={Plus} onPress={onMore} testId="errands-more">{t.more}</Button>}
      <Button size="kiosk" variant="primary" onPress={close} testId="errands-done">{t.done}</Button>
    </>
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="kiosk" icon={ListPlus} onPress={() => setIsOpen(true)} testId="errands">{t.open}</Button>
      {cases === 1 || (kept === null && cases === items.length) ? null : <strong className="text-label" data-testid="errands-chosen">{t.chosen({ items: items.length, cases })}</strong>}
      <Dialog isWide title={t.title} isOpen={isOpen} onClose={close} actions={actions}>
        <p className="text-body">{t.hint}</p>
        <ul className="flex flex-col gap-2">
          {items.map((one) => (
            <Row
              key={one.itemId} hall={hall} one={one} onCount={(count) => onChange(withCount(items, one.itemId, count))}
              onDrop={canDrop(one.itemId) ? () => onChange(items.filter(({ itemId }) => itemId !== one.itemId)) : null}
            />
          ))}
        </ul>
      </Dialog>
    </div>
  );
}

type RowProps = { readonly hall: Hall; readonly one: ItemCount; readonly onCount: (count: number) => void; readonly onDrop: (() => void) | null };

function Row({ hall, one: { itemId, count }, onCount, onDrop }: RowProps): ReactNode {
  const t = useTexts().kiosk.errands;
  const item = useBilingual()(hall.placeByItem.get(itemId)?.item) || itemId;
  return (
    <li className="flex flex-wrap items-center justify-end gap-2 rounded-card border border-line px-2 py-1" data-testid={`errand-${itemId}`}>
      <span className="min-w-[8em] flex-1 text-label leading-tight font-strong">{item}</span>
      {onDrop === null ? null : <Button size="kiosk" variant="quiet" onPress={onDrop} label={t.dropOf({ item })} testId={`drop-${itemId}`}>{t.drop}</Button>}
      <span className="flex shrink-0 items-center gap-2">
        <Button size="kiosk" isDisabled={count <= 1} onPress={() => onCount(count - 1)} label={t.fewer({ item })} testId={`fewer-${itemId}`}>−</Button>
        <output className="hc-tabular min-w-6 text-center text-label font-strong">{count}</output>
        <Button size="kiosk" isDisabled={count >= mostOfOne} onPress={() => onCount(count + 1)} label={t.oneMore({ item })} testId={`more-${itemId}`}>+</Button>
      </span>
    </li>
  );
}

/** Where the next one is chosen: what is on the number so far. */
export function ChosenBefore({ hall, items }: Pick<Props, 'hall' | 'items'>): ReactNode {
  const t = useTexts();
  const pick = useBilingual();
  const { language } = useLanguage();
  if (items.length === 0) return null;
  const names = items.map(({ itemId, count }) => formatCounted(pick(hall.placeByItem.get(itemId)?.item) || itemId, count));
  return (
    <p role="note" className="flex items-center gap-1.5 rounded-card border-2 border-primary bg-tint px-2 py-1 text-label" data-testid="chosen-before">
      <ListPlus aria-hidden size="1.5em" className="shrink-0 text-primary" />
      {t.kiosk.errands.before({ names: formatList(names, language) })}
    </p>
  );
}
