import { Button, Dialog, LanguageSwitch, useTexts } from '@hallcall/ui';
import type { Texts } from '@hallcall/text';
import { LogOut } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useQuiet } from '../flow/use-quiet.ts';
import { DigitPad } from '../part/digit-pad.tsx';
import { leaveShell, type LeaveOutcome, type LeavePorts } from './leave-shell.ts';

const longestPin = 12;
const shortestPin = 6;
/** A pad that nobody touches must not stay on the screen of the next visitor. */
const forgottenMs = 30_000;

type Answer = LeaveOutcome | { readonly code: 'checking' } | null;

/** The PIN on digits of our own: no system keyboard opens over a kiosk. The digits themselves are never shown. */
export function PinPad({ ports, onClose }: { readonly ports: LeavePorts; readonly onClose: () => void }): ReactNode {
  const t = useTexts().shell.maintenance;
  const back = useTexts().common.back;
  const [pin, setPin] = useState('');
  const [answer, setAnswer] = useState<Answer>(null);
  const isBusy = answer?.code === 'checking' || answer?.code === 'leaving';
  useQuiet((quietMs) => {
    if (quietMs > forgottenMs && !isBusy) onClose();
  });
  const type = (digit: string): void => {
    setAnswer(null);
    setPin((typed) => (typed + digit).slice(0, longestPin));
  };
  const submit = (): void => {
    setAnswer({ code: 'checking' });
    setPin('');
    void leaveShell(ports, pin).then(setAnswer);
  };
  const actions = (
    <>
      <Button size="kiosk" onPress={onClose} isDisabled={isBusy} testId="maintenance-close">
        {back}
      </Button>
      <Button size="kiosk" variant="primary" icon={LogOut} onPress={submit} isDisabled={isBusy || pin.length < shortestPin} testId="maintenance-submit">
        {t.submit}
      </Button>
    </>
  );
  return (
    <Dialog role="alertdialog" isWide title={t.title} isOpen onClose={onClose} actions={actions}>
      <div className="flex items-center justify-between gap-2">
        <p className="text-body">{t.hint}</p>
        <LanguageSwitch size="kiosk" />
      </div>
      <output className="flex min-h-6 flex-col items-center justify-center gap-1 rounded-card bg-sunken p-2 text-center" data-testid="maintenance-said">
        <span aria-hidden className="text-title leading-none tracking-widest">{'●'.repeat(pin.length) || '—'}</span>
        <span className="text-body">{answer === null ? t.entered({ count: pin.length }) : answerText(t, answer)}</span>
      </output>
      <DigitPad isDisabled={isBusy} deleteKey={t.deleteKey} onDigit={type} onDelete={() => setPin((typed) => typed.slice(0, -1))} />
    </Dialog>
  );
}

function answerText(t: Texts['shell']['maintenance'], answer: NonNullable<Answer>): string {
  switch (answer.code) {
    case 'wrongPin': return t.wrongPin(answer);
    case 'locked': return t.locked(answer);
    case 'checking': case 'leaving': case 'notSet': case 'refused': case 'unreachable': return t[answer.code];
  }
}
