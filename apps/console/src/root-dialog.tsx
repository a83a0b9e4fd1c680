import type { RootAck } from '@hallcall/domain';
import { Button, Dialog, TextField, useTexts } from '@hallcall/ui';
import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from './console-context.tsx';

/** A manager says why an agent rightly keeps another root than the hub tells: for these two roots alone. */
export function RootDialog({ root, onClose }: { readonly root: RootAck; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const { commands, canAct } = useConsole();
  const [reason, setReason] = useState('');
  const { acknowledge, acknowledgeBody, acknowledgeReason, rootDetail } = t.close.console;
  const isReady = canAct && reason.trim() !== '';
  const send = (): void => {
    commands.send({ type: 'root.acknowledge', ...root, reason: reason.trim() });
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t.common.back}</Button>
      <Button variant="primary" icon={Check} isDisabled={!isReady} onPress={send} testId="root-acknowledge">{acknowledge}</Button>
    </>
  );
  return (
    <Dialog role="alertdialog" title={acknowledge} isOpen onClose={onClose} actions={actions}>
      <p className="text-body [overflow-wrap:anywhere]">{rootDetail(root)}</p>
      <p className="text-body">{acknowledgeBody}</p>
      <TextField label={acknowledgeReason} value={reason} onChange={setReason} maxLength={200} takesFocus />
    </Dialog>
  );
}
