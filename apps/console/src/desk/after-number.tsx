// Behind a number that was given: on to the next visitor, or back when it was a mistake.
import { formatNumber } from '@hallcall/text';
import { Button, ConfirmDialog, useTexts } from '@hallcall/ui';
import { Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import type { Desk } from './use-given.ts';

/** `name` tells two desks of one page apart. Taking a number back asks first, and leaves what was filled in. */
export function AfterNumber({ desk, name, onNext }: { readonly desk: Desk; readonly name: string; readonly onNext: () => void }): ReactNode {
  const { limits: { desk: t } } = useTexts();
  const { canAct } = useConsole();
  const [isAsking, setIsAsking] = useState(false);
  const number = desk.given === null ? '' : formatNumber(desk.given.number.prefix, desk.given.number.n);
  return (
    <div className="flex flex-wrap items-center justify-between gap-1">
      <Button variant="primary" onPress={onNext} testId={`${name}-next`} takesFocus>{t.next}</Button>
      <Button variant="quiet" icon={Undo2} isDisabled={!canAct} isPending={desk.isUnderWay} onPress={() => setIsAsking(true)} testId={`${name}-mistake`}>{t.mistake}</Button>
      <ConfirmDialog
        isOpen={isAsking} variant="danger" title={t.mistakeTitle({ number })} body={t.mistakeBody} confirm={t.mistake}
        onConfirm={() => void desk.takeBack()} onClose={() => setIsAsking(false)}
      />
    </div>
  );
}
