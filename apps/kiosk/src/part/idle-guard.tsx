import { Button, Dialog, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { secondsToAnswer } from '../flow/idle.ts';
import { useQuiet } from '../flow/use-quiet.ts';

/** 还在吗？ One large answer and time to give it; any touch is one, too. Mounted only while somebody may have left. */
export function IdleGuard({ onGone }: { readonly onGone: () => void }): ReactNode {
  const t = useTexts().kiosk.idle;
  const [left, setLeft] = useState<number | null>(null);
  const { touch } = useQuiet((quietMs) => {
    const next = secondsToAnswer(quietMs);
    setLeft(next);
    if (next === 0) onGone();
  });
  const stay = (): void => {
    touch();
    setLeft(null);
  };
  const actions = (
    <>
      <Button size="kiosk" onPress={onGone} testId="idle-leave">
        {t.leave}
      </Button>
      <Button size="kiosk" variant="primary" onPress={stay} takesFocus testId="idle-stay">
        {t.continue}
      </Button>
    </>
  );
  return (
    <Dialog role="alertdialog" isWide title={t.title} isOpen={left !== null} onClose={stay} actions={actions}>
      <p className="py-2 text-title">{t.body({ count: left ?? 0 })}</p>
    </Dialog>
  );
}
