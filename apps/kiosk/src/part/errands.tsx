// One number for several errands: how many of each, what goes with it, and the way to one more.
import type { ItemCount } from '@hallcall/domain';
import { formatCounted, formatList } from '@hallcall/text';
import { Button, Dialog, useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { Layers, ListPlus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { mostErrands, mostOfOne } from '../flow/flow.ts';
import type { Hall } from '../hall/hall-document.ts';

type Errands = { readonly hall: Hall; readonly errands: readonly ItemCount[] };
type Changes = {
  readonly onCount: (errand: ItemCount) => void;
  /** Null: what is wanted of them is chosen elsewhere. */
  readonly onDrop: ((itemId: ItemCount['itemId']) => void) | null;
  /** Null: nothing more can be chosen now; absent: nothing more belongs to them. */
  readonly onAnother?: (() => void) | null;
};

/** `errands` holds `current`, the one that is looked at: it cannot be dropped here. */
export function ErrandsChoice(props: Errands & Changes & { readonly current: ItemCount['itemId'] | null }): ReactNode {
  const t = useTexts().kiosk.errands;
  const [isOpen, setIsOpen] = useState(false);
  const { errands, onAnother } = props;
  const close = (): void => setIsOpen(false);
  const actions = (
    <>
      {onAnother === undefined ? null : (
        <Button size="kiosk" icon={ListPlus} onPress={() => onAnother?.()} isDisabled={onAnother === null || errands.length >= mostErrands} testId="another">{t.another}</Button>
      )}
      <Button size="kiosk" variant="primary" onPress={close} testId="errands-done">{t.done}</Button>
    </>
  );
  return (
    <>
      <Button size="kiosk" icon={Layers} onPress={() => setIsOpen(true)} testId="errands">{t.open}</Button>
      <Dialog isWide title={t.title} isOpen={isOpen} onClose={close} actions={actions}>
        <p className="text-body">{onAnother === undefined ? t.hintCount : t.hint}</p>
        <ul className="flex flex-col gap-2">
          {errands.map((errand) => <Errand key={errand.itemId} {...props} errand={errand} />)}
        </ul>
      </Dialog>
    </>
  );
}

function Errand({ hall, errand, current, onCount, onDrop }: Parameters<typeof ErrandsChoice>[0] & { readonly errand: ItemCount }): ReactNode {
  const t = useTexts().kiosk.errands;
  const { itemId, count } = errand;
  const item = useNames(hall)(itemId);
  const change = (by: number): void => onCount({ itemId, count: count + by });
  return (
    <li className="flex flex-wrap items-center justify-end gap-2" data-testid={`errand-${itemId}`}>
      <strong className="min-w-[6em] flex-1 text-label">{item}</strong>
      <Button size="kiosk" label={t.fewer({ item })} isDisabled={count <= 1} onPress={() => change(-1)} testId={`fewer-${itemId}`}>−</Button>
      <output className="hc-tabular min-w-[2em] text-center text-label font-strong" data-testid={`count-${itemId}`}>{count}</output>
      <Button size="kiosk" label={t.more({ item })} isDisabled={count >= mostOfOne} onPress={() => change(1)} testId={`more-${itemId}`}>+</Button>
      {itemId === current || onDrop === null ? null : <Button size="kiosk" icon={X} label={t.dropItem({ item })} onPress={() => onDrop(itemId)} testId={`drop-${itemId}`}>{t.drop}</Button>}
    </li>
  );
}

/** In one line, for who has chosen more than one thing. */
export function ErrandsLine({ hall, errands }: Errands): ReactNode {
  const t = useTexts().kiosk.errands;
  const list = useList(hall, errands);
  return <strong className="text-label" data-testid="errands-chosen">{t.together({ list })}</strong>;
}

/** Where one more is looked for: what is chosen already, and that it is not lost. */
export function ErrandsNote({ hall, errands }: Errands): ReactNode {
  const t = useTexts().kiosk.errands;
  const list = useList(hall, errands);
  if (errands.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 rounded-card bg-tint px-2 py-1 text-label" data-testid="errands-note">
      <strong className="text-primary">{t.chosen({ list })}</strong>
      <span className="text-body">{t.chooseMore}</span>
    </p>
  );
}

function useList(hall: Hall, errands: readonly ItemCount[]): string {
  const { language } = useLanguage();
  const name = useNames(hall);
  return formatList(errands.map(({ itemId, count }) => formatCounted(name(itemId), count)), language);
}

function useNames(hall: Hall): (itemId: ItemCount['itemId']) => string {
  const pick = useBilingual();
  return (itemId) => pick(hall.placeByItem.get(itemId)?.item);
}
