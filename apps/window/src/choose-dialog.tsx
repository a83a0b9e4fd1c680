import type { ChoiceReason, TicketNumber as Number } from '@hallcall/domain';
import { Button, Dialog, TextField, TicketNumber, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';

const reasons = ['returned', 'materials', 'urgent', 'other'] as const satisfies readonly ChoiceReason[];

type Props = { readonly number: Number; readonly onCall: (reason: ChoiceReason, note: string | null) => void; readonly onClose: () => void };

/** Why this number is called out of order: those it passes can read it. `other` wants a sentence. */
export function ChooseDialog({ number, onCall, onClose }: Props): ReactNode {
  const t = useTexts();
  const [typed, setTyped] = useState('');
  const note = typed.trim() === '' ? null : typed.trim();
  return (
    <Dialog title={t.window.choose.title} isOpen onClose={onClose} actions={<Button onPress={onClose} hotkey="Esc">{t.common.back}</Button>}>
      <TicketNumber number={number} className="text-title" />
      <p className="text-soft">{t.window.choose.body}</p>
      <TextField label={t.window.choose.note} value={typed} onChange={setTyped} maxLength={200} />
      <div className="grid grid-cols-2 gap-2">
        {reasons.map((reason) => (
          <Button key={reason} size="large" isWide isDisabled={reason === 'other' && note === null} onPress={() => onCall(reason, note)} testId={`choose-${reason}`}>
            {t.console.choiceReason[reason]}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
