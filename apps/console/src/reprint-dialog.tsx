import { newId } from '@hallcall/client';
import type { CommandOf, DeviceId, TicketId, TicketNumber as Number } from '@hallcall/domain';
import { Button, Dialog, EmptyState, TicketNumber, useTexts } from '@hallcall/ui';
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConsole } from './console-context.tsx';

/** A second copy leaves only on a person's request, at a device that person chooses. */
export function ReprintDialog(props: { readonly ticket: { readonly ticketId: TicketId; readonly number: Number }; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const { view, commands, canAct } = useConsole();
  const printers = view.devices.filter(({ kind, connected }) => kind === 'agent' && connected);
  const print = (deviceId: DeviceId): void => {
    // A fresh id has the shape that the brand stands for.
    const jobId = newId() as CommandOf<'ticket.reprint'>['jobId'];
    commands.send({ type: 'ticket.reprint', ticketId: props.ticket.ticketId, jobId, deviceId });
    props.onClose();
  };
  return (
    <Dialog isOpen title={t.console.paper.reprintTitle} onClose={props.onClose} actions={<Button onPress={props.onClose}>{t.common.back}</Button>}>
      <TicketNumber number={props.ticket.number} className="text-title" />
      <p className="text-soft">{t.kiosk.reprint.body}</p>
      {printers.length === 0 ? <EmptyState icon={Printer} title={t.console.paper.noPrinter} /> : null}
      <div className="flex flex-col gap-1">
        {printers.map(({ deviceId, name }) => (
          <Button key={deviceId} size="large" icon={Printer} isWide isDisabled={!canAct} onPress={() => print(deviceId)}>
            {t.console.paper.reprintOn({ device: name })}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
