import { Button, Dialog, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';

type Props = {
  readonly title: string;
  /** What it is for, and what it leads to. */
  readonly body: string;
  /** The word on the key that Enter presses. */
  readonly submit: string;
  /** Stands between the two keys. */
  readonly result: ReactNode;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A wide dialog to fill in: Esc goes back, Enter sends it. */
export function FormDialog({ title, body, submit, result, onSubmit, onClose, children }: Props): ReactNode {
  const t = useTexts();
  const actions = (
    <>
      <Button size="large" onPress={onClose} hotkey="Esc">{t.common.back}</Button>
      {result}
      <Button size="large" variant="primary" type="submit" hotkey="Enter">{submit}</Button>
    </>
  );
  return (
    <Dialog title={title} isOpen onClose={onClose} onSubmit={onSubmit} actions={actions} isWide>
      <p className="text-soft">{body}</p>
      {children}
    </Dialog>
  );
}
