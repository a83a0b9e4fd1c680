// The slots of a date with their free places; a full one cannot be chosen.
import type { FreeSlot } from '@hallcall/domain';
import { Button, useLanguage, useTexts, useWholeRows } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { slotWords } from './slot-words.ts';

type Props = { readonly slots: readonly FreeSlot[]; readonly chosen: number | null; readonly onChoose: (slot: FreeSlot) => void };

export function SlotChoice({ slots, chosen, onChoose }: Props): ReactNode {
  const t = useTexts().booking.make;
  const { language } = useLanguage();
  const { config } = useConsole();
  const list = useWholeRows<HTMLUListElement>();
  if (slots.length === 0) return <p className="text-soft">{t.noSlots}</p>;
  return (
    <ul ref={list} className="grid max-h-30 grid-cols-2 gap-1 overflow-auto p-0.5 sm:grid-cols-4" data-testid="slots">
      {slots.map((slot) => (
        <li key={slot.from} className="flex flex-col">
          <Button variant={slot.from === chosen ? 'primary' : 'secondary'} isDisabled={slot.free === 0} onPress={() => onChoose(slot)} testId={`slot-${slot.from}`}>
            <span className="flex flex-col items-center leading-tight">
              <span className="hc-tabular whitespace-nowrap">{slotWords(slot, language, config.hall.timeZone)}</span>
              <span className="text-small font-plain">{slot.free === 0 ? t.full : t.free({ count: slot.free })}</span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
