import type { CancelReason, TicketId, TicketNumber as Number } from '@hallcall/domain';
import { Button, Dialog, TicketNumber, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { useConsole } from './console-context.tsx';

const reasons: readonly CancelReason[] = ['visitor', 'mistake', 'manager'];

/** A ticket is cancelled for a reason, and the reason is recorded. */
export function CancelDialog(props: { readonly ticket: { readonly ticketId: TicketId; readonly number: Number }; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const { commands, canAct } = useConsole();
  const cancel = (reason: CancelReason): void => {
    commands.send({ type: 'ticket.cancel', ticketId: props.ticket.ticketId, reason });
    props.onClose();
  };
  return (
    <Dialog isOpen role="alertdialog" title={t.console.paper.cancelTitle} onClose={props.onClose} actions={<Button onPress={props.onClose}>{t.common.back}</Button>}>
      <TicketNumber number={props.ticket.number} className="text-title" />
      <div className="flex flex-col gap-1">
        {reasons.map((reason) => (
          <Button key={reason} variant="danger" size="large" isWide isDisabled={!canAct} onPress={() => cancel(reason)}>
            {t.console.cancelReason[reason]}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
