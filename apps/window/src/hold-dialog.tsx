import type { HoldReason } from '@hallcall/domain';
import { Button, Dialog, useTexts } from '@hallcall/ui';
import { CreditCard, Ellipsis, FileText, Files, ServerCrash, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ChoiceRow } from './choice-row.tsx';
import { useHotkeys } from './hotkeys.ts';

const reasons: readonly { readonly reason: HoldReason; readonly icon: LucideIcon }[] = [
  { reason: 'copies', icon: Files },
  { reason: 'materials', icon: FileText },
  { reason: 'payment', icon: CreditCard },
  { reason: 'system', icon: ServerCrash },
  { reason: 'other', icon: Ellipsis },
];
const minutes = ['never', '10', '30', '60'] as const;
type Minutes = (typeof minutes)[number];

export type Hold = { readonly reason: HoldReason; readonly forMs: number | null };

/** Why the visitor is put aside, and when to be reminded; one press, or the digit on it. */
export function HoldDialog(props: { readonly onHold: (hold: Hold) => void; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const [remind, setRemind] = useState<Minutes>('never');
  const hold = (reason: HoldReason): void => props.onHold({ reason, forMs: remind === 'never' ? null : Number(remind) * 60_000 });
  const options = minutes.map((id, index) => ({
    id, name: id === 'never' ? t.window.hold.never : t.window.hold.minutes({ count: Number(id) }), hotkey: `Alt+${index + 1}`,
  }));
  useHotkeys(
    {
      ...Object.fromEntries(reasons.map(({ reason }, index) => [String(index + 1), () => hold(reason)])),
      ...Object.fromEntries(options.map(({ id, hotkey }) => [hotkey, () => setRemind(id)])),
    },
    true,
  );
  return (
    <Dialog title={t.window.hold.title} isOpen onClose={props.onClose} isWide actions={<Button onPress={props.onClose} hotkey="Esc">{t.common.back}</Button>}>
      <p className="text-soft">{t.window.hold.body}</p>
      <ChoiceRow label={t.window.hold.remind} value={remind} options={options} onChange={setRemind} />
      <div className="grid grid-cols-2 gap-2">
        {reasons.map(({ reason, icon }, index) => (
          <Button key={reason} size="large" icon={icon} hotkey={String(index + 1)} onPress={() => hold(reason)} isWide>
            {t.window.hold.reason[reason]}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
