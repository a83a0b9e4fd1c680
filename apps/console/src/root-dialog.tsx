import type { RootAck } from '@hallcall/domain';
import { Button, Dialog, TextField, useTexts } from '@hallcall/ui';
import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from './console-context.tsx';
import { rootInGroups } from './root-in-groups.ts';

/** A manager says why an agent rightly keeps another root than the hub tells: for these two roots alone. */
export function RootDialog({ root, onClose }: { readonly root: RootAck; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const { commands, canAct } = useConsole();
  const [reason, setReason] = useState('');
  const { acknowledge, acknowledgeBody, acknowledgeReason, keptHere, toldByHub } = t.close.console;
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
      <p className="font-strong">{root.date}</p>
      <Root word={keptHere} root={root.kept} />
      <Root word={toldByHub} root={root.told} />
      <p className="text-body">{acknowledgeBody}</p>
      <TextField label={acknowledgeReason} value={reason} onChange={setReason} maxLength={200} takesFocus />
    </Dialog>
  );
}

/** Whole, to be compared with the printed slip group by group. */
function Root({ word, root }: { readonly word: string; readonly root: string }): ReactNode {
  return (
    <p className="flex flex-col">
      <span className="text-soft">{word}</span>
      <code>{rootInGroups(root)}</code>
    </p>
  );
}
