import type { HubConfig } from '@hallcall/client';
import type { TransferReason, TransferTarget, WindowId } from '@hallcall/domain';
import { Button, Dialog, useLanguage, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { ChoiceRow } from './choice-row.tsx';
import { useHotkeys } from './hotkeys.ts';
import { PickList, type Choice } from './pick-list.tsx';

export type Transfer = { readonly to: TransferTarget; readonly reason: TransferReason };
type Props = { readonly config: HubConfig; readonly windowId: WindowId; readonly onTransfer: (transfer: Transfer) => void; readonly onClose: () => void };

const reasons = ['wrongWindow', 'specialist', 'nextStep', 'other'] as const satisfies readonly TransferReason[];

/** Where the visitor is sent, and why. The hub decides whether somebody serves there. */
export function TransferDialog({ config, windowId, onTransfer, onClose }: Props): ReactNode {
  const t = useTexts();
  const choices = useTargets(config, windowId);
  const [reason, setReason] = useState<TransferReason>('wrongWindow');
  const options = reasons.map((id, index) => ({ id, name: t.window.transfer.reason[id], hotkey: `Alt+${index + 1}` }));
  useHotkeys(Object.fromEntries(options.map(({ id, hotkey }) => [hotkey, () => setReason(id)])), true);
  return (
    <Dialog title={t.window.transfer.title} isOpen onClose={onClose} isWide actions={<Button onPress={onClose} hotkey="Esc">{t.common.back}</Button>}>
      <p className="text-soft">{t.window.transfer.body}</p>
      <ChoiceRow label={t.window.transfer.reasonTitle} value={reason} options={options} onChange={setReason} />
      <PickList label={t.window.transfer.search} none={t.window.transfer.none} choices={choices} onPick={(to) => onTransfer({ to, reason })} />
    </Dialog>
  );
}

function useTargets({ hall }: HubConfig, own: WindowId): Choice<TransferTarget>[] {
  const t = useTexts();
  const { language } = useLanguage();
  const { windows, departments, queues } = t.window.transfer;
  return [
    ...hall.windows.filter(({ id }) => id !== own).map(({ id, label }): Choice<TransferTarget> => ({
      key: `w-${id}`, group: windows, name: t.common.windowLabel({ label }), value: { windowId: id },
    })),
    ...hall.departments.map(({ id, name }): Choice<TransferTarget> => ({ key: `d-${id}`, group: departments, name: name[language], value: { departmentId: id } })),
    ...hall.queues.map(({ id, name }): Choice<TransferTarget> => ({ key: `q-${id}`, group: queues, name: name[language], value: { queueId: id } })),
  ];
}
