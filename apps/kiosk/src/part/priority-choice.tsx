// The visitor may say before the number that they come first by law, and what they need at the window. Nothing is set unless it is pressed.
import type { Need, PersonClass } from '@hallcall/domain';
import { Button, Dialog, useTexts } from '@hallcall/ui';
import { Accessibility } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Chosen } from '../flow/flow.ts';
import { Chip } from './tile.tsx';

const classes = ['elder', 'disabled', 'pregnant', 'military'] as const satisfies readonly PersonClass[];
const needs = ['escort', 'sign', 'wheelchair', 'slowRepeat', 'interpreter'] as const satisfies readonly Need[];

/** What a visitor has said so far, and says anew. */
export type Told = { readonly chosen: Chosen; readonly onChosen: (chosen: Chosen) => void };

export function PriorityChoice({ chosen, onChosen }: Told): ReactNode {
  const t = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const words = [...(chosen.personClass === 'ordinary' ? [] : [t.personClass[chosen.personClass]]), ...chosen.needs.map((need) => t.need[need])];
  const close = (): void => setIsOpen(false);
  const pressClass = (one: PersonClass): void => onChosen({ ...chosen, personClass: chosen.personClass === one ? 'ordinary' : one });
  const pressNeed = (one: Need): void =>
    onChosen({ ...chosen, needs: chosen.needs.includes(one) ? chosen.needs.filter((need) => need !== one) : [...chosen.needs, one] });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="kiosk" icon={Accessibility} onPress={() => setIsOpen(true)} testId="priority">{t.kiosk.priority.open}</Button>
      {words.length === 0 ? null : <strong className="text-label" data-testid="priority-chosen">{words.join(' · ')}</strong>}
      <Dialog
        isWide title={t.kiosk.priority.title} isOpen={isOpen} onClose={close}
        actions={<div className="ml-auto flex"><Button size="kiosk" variant="primary" onPress={close} testId="priority-done">{t.kiosk.priority.done}</Button></div>}
      >
        <p className="text-body">{t.kiosk.priority.hint}</p>
        <div className="flex flex-wrap gap-2">
          {classes.map((one) => (
            <Chip key={one} isChosen={chosen.personClass === one} onPress={() => pressClass(one)} testId={`class-${one}`}>{t.personClass[one]}</Chip>
          ))}
        </div>
        <h3 className="text-label font-strong">{t.kiosk.priority.needs}</h3>
        <div className="flex flex-wrap gap-2">
          {needs.map((one) => (
            <Chip key={one} isChosen={chosen.needs.includes(one)} onPress={() => pressNeed(one)} testId={`need-${one}`}>{t.need[one]}</Chip>
          ))}
        </div>
      </Dialog>
    </div>
  );
}
