import type { ChoiceReason, WhyNotMe, WindowId } from '@hallcall/domain';
import { Button, Dialog, SelectField, TextField, TicketNumber, useTexts } from '@hallcall/ui';
import { PhoneCall } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole, type ConsoleScene } from './console-context.tsx';

type Ticket = Pick<WhyNotMe, 'ticketId' | 'number' | 'waits'>;
const reasons = ['returned', 'materials', 'urgent', 'other'] as const satisfies readonly ChoiceReason[];

/** A manager calls a visitor out of order to a window that is free, and says why. `other` wants a sentence. */
export function CallToDialog({ ticket, onClose }: { readonly ticket: Ticket; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const scene = useConsole();
  const { callTo, choiceReason, urgent } = t.console;
  const [chosen, setChosen] = useState<WindowId | null>(null);
  const [reason, setReason] = useState<ChoiceReason | null>(null);
  const [typed, setTyped] = useState('');
  const windows = freeWindows(scene, ticket).map((id) => ({ id, name: t.common.windowLabel({ label: scene.names.windowLabel(id) }) }));
  const windowId = windows.find(({ id }) => id === chosen)?.id ?? null;
  const note = typed.trim() === '' ? null : typed.trim();
  const isReady = scene.canAct && windowId !== null && reason !== null && (reason !== 'other' || note !== null);
  const call = (): void => {
    if (windowId === null || reason === null) return;
    scene.commands.send({ type: 'window.callNumber', windowId, active: null, ticketId: ticket.ticketId, reason, note });
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t.common.back}</Button>
      <Button variant="primary" icon={PhoneCall} isDisabled={!isReady} onPress={call} testId="call-make">{callTo.call}</Button>
    </>
  );
  return (
    <Dialog role="alertdialog" title={callTo.title} isOpen onClose={onClose} actions={actions}>
      <TicketNumber number={ticket.number} className="text-title" />
      <p className="text-body">{t.window.choose.body}</p>
      {windows.length === 0 ? <p className="font-strong" data-testid="call-none">{callTo.none}</p> : (
        <SelectField label={t.common.window} value={windowId} onChange={setChosen} placeholder={callTo.choose} options={windows} />
      )}
      <SelectField
        label={urgent.reason} value={reason} onChange={setReason} placeholder={callTo.choose}
        options={reasons.map((id) => ({ id, name: choiceReason[id] }))}
      />
      <TextField label={t.window.choose.note} value={typed} onChange={setTyped} maxLength={200} />
    </Dialog>
  );
}

/** The windows that serve a queue of this ticket and have nobody: a visitor who is being served is not finished from here. */
function freeWindows({ view, config }: ConsoleScene, { waits }: Ticket): WindowId[] {
  const queues = new Set(waits.map(({ queueId }) => queueId));
  const serving = new Set(config.hall.windows.filter((window) => window.queues.some(({ queue }) => queues.has(queue))).map(({ id }) => id));
  return view.windows.filter(({ windowId, status }) => status === 'idle' && serving.has(windowId)).map(({ windowId }) => windowId);
}
