import type { PauseReason } from '@hallcall/domain';
import { Button, Dialog, useTexts } from '@hallcall/ui';
import { DoorOpen, Users, UtensilsCrossed, Wrench, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useHotkeys } from './hotkeys.ts';

const reasons: readonly { readonly reason: PauseReason; readonly icon: LucideIcon }[] = [
  { reason: 'lunch', icon: UtensilsCrossed },
  { reason: 'meeting', icon: Users },
  { reason: 'away', icon: DoorOpen },
  { reason: 'equipment', icon: Wrench },
];

/** Why the window pauses; one press, or the digit on it. */
export function PauseDialog(props: { readonly onPause: (reason: PauseReason) => void; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  useHotkeys(Object.fromEntries(reasons.map(({ reason }, index) => [String(index + 1), () => props.onPause(reason)])), true);
  return (
    <Dialog title={t.window.pause.title} isOpen onClose={props.onClose} actions={<Button onPress={props.onClose} hotkey="Esc">{t.common.back}</Button>}>
      <p className="text-soft">{t.window.pause.body}</p>
      <div className="grid grid-cols-2 gap-2">
        {reasons.map(({ reason, icon }, index) => (
          <Button key={reason} size="large" icon={icon} hotkey={String(index + 1)} onPress={() => props.onPause(reason)} isWide>
            {t.window.pauseReason[reason]}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
