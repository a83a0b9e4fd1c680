import type { OpenNotice } from '@hallcall/domain';
import { formatFee } from '@hallcall/text';
import { useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './fields.tsx';
import { useLanguage, useTexts } from './language.tsx';

type Props = {
  readonly notice: Pick<OpenNotice, 'number' | 'fen'>;
  readonly onVoid: (reason: string) => void;
  readonly onClose: () => void;
};

/** A payment notice is voided for a reason, and the reason is recorded. */
export function VoidNoticeDialog({ notice, onVoid, onClose }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const wanted = reason.trim();
  const submit = (): void => {
    if (wanted === '') setAsked(true);
    else onVoid(wanted);
  };
  const actions = (
    <>
      <Button onPress={onClose} hotkey="Esc">{t.common.back}</Button>
      <Button variant="danger" type="submit" hotkey="Enter">{t.payment.void.button}</Button>
    </>
  );
  return (
    <Dialog role="alertdialog" title={t.payment.void.title} isOpen onClose={onClose} onSubmit={submit} actions={actions}>
      <p>{t.payment.void.body({ number: notice.number, amount: formatFee(notice.fen, language) })}</p>
      <TextField label={t.payment.void.reason} value={reason} onChange={setReason} maxLength={200} takesFocus error={isAsked && wanted === '' ? t.payment.void.needsReason : null} />
    </Dialog>
  );
}
