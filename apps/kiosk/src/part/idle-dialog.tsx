import { Button, Dialog, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import type { Idle } from '../flow/idle.ts';

/** 还在吗？ One large answer, and time to give it. */
export function IdleDialog({ idle, onLeave }: { readonly idle: Idle; readonly onLeave: () => void }): ReactNode {
  const t = useTexts().kiosk.idle;
  const { secondsLeft, stay } = idle;
  const actions = (
    <>
      <Button size="kiosk" onPress={onLeave}>
        {t.leave}
      </Button>
      <Button size="kiosk" variant="primary" onPress={stay} takesFocus testId="idle-stay">
        {t.continue}
      </Button>
    </>
  );
  return (
    <Dialog role="alertdialog" isWide title={t.title} isOpen={secondsLeft !== null} onClose={stay} actions={actions}>
      <p className="py-2 text-label">{t.body({ count: secondsLeft ?? 0 })}</p>
    </Dialog>
  );
}
