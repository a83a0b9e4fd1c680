import type { TicketId, TicketNumber as Number } from '@hallcall/domain';
import { Button, Dialog, TextField, TicketNumber, useTexts } from '@hallcall/ui';
import { Zap } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from './console-context.tsx';

/** A manager puts a visitor before everybody else, and says why. */
export function UrgentDialog({ ticket, onClose }: { readonly ticket: { readonly ticketId: TicketId; readonly number: Number }; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const { commands, canAct } = useConsole();
  const [reason, setReason] = useState('');
  const isReady = canAct && reason.trim() !== '';
  const make = (): void => {
    commands.send({ type: 'ticket.makeUrgent', ticketId: ticket.ticketId, reason: reason.trim() });
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t.common.back}</Button>
      <Button variant="primary" icon={Zap} isDisabled={!isReady} onPress={make} testId="urgent-make">{t.console.urgent.make}</Button>
    </>
  );
  return (
    <Dialog role="alertdialog" title={t.console.urgent.make} isOpen onClose={onClose} actions={actions}>
      <TicketNumber number={ticket.number} className="text-title" />
      <p className="text-body">{t.console.urgent.body}</p>
      <TextField label={t.console.urgent.reason} value={reason} onChange={setReason} maxLength={200} takesFocus />
    </Dialog>
  );
}
