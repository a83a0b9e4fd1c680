import type { HubConfig } from '@hallcall/client';
import type { DepartmentId, QueueId, TransferReason, TransferTarget, WindowId, WindowView } from '@hallcall/domain';
import { Button, Dialog, useLanguage, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { ChoiceRow } from './choice-row.tsx';
import { useHotkeys } from './hotkeys.ts';
import { PickList, type Choice } from './pick-list.tsx';

export type Transfer = { readonly to: TransferTarget; readonly reason: TransferReason };
type Props = { 
  readonly config: HubConfig; readonly windowId: WindowId;
  /** Windows where somebody sits: nobody is sent elsewhere. */
  readonly staffed: readonly WindowId[];
  /** Those of them in a break: who is sent there waits until it is over. */
  readonly onBreak: readonly WindowId[];
  /** What windows serve beside their own queues. */
  readonly helping: NonNullable<WindowView['helping']>;
  /** Where the visitor stands now. */
  readonly from: QueueId | null;
  readonly onTransfer: (transfer: Transfer) => void; readonly onClose: () => void;
};

const reasons = ['wrongWindow', 'specialist', 'nextStep', 'other'] as const satisfies readonly TransferReason[];

/** Where the visitor is sent, and why. Where nobody sits is shown and cannot be taken; the hub decides. */
export function TransferDialog({ onTransfer, onClose, ...props }: Props): ReactNode {
  const t = useTexts();
  const choices = useTargets(props);
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

type Hall = Omit<Props, 'onTransfer' | 'onClose'>;

function useTargets({ config: { hall }, windowId: own, staffed, onBreak, helping, from }: Hall): Choice<TransferTarget>[] {
  const t = useTexts();
  const { language } = useLanguage();
  const { windows, departments, queues, nobody, here, pausing } = t.window.transfer;
  const served = servedBy({ ...hall, helping }, staffed);
  const working = servedBy({ ...hall, helping }, staffed.filter((id) => !onBreak.includes(id)));
  const pauseAt = (id: QueueId): string | null => (served.has(id) && !working.has(id) ? pausing : null);
  const blockedQueue = (id: QueueId): string | null => (id === from ? here : served.has(id) ? null : nobody);
  const queuesOf = (id: DepartmentId): ReadonlySet<QueueId> => new Set(hall.items.flatMap((item) => (item.department === id ? [item.queue] : [])));
  const blockedDepartment = (id: DepartmentId): string | null => {
    const ofItems = queuesOf(id);
    if ([...ofItems].some((queue) => blockedQueue(queue) === null)) return null;
    return from !== null && ofItems.has(from) ? here : nobody;
  };
  const pauseIn = (id: DepartmentId): string | null => {
    const open = [...queuesOf(id)].filter((queue) => blockedQueue(queue) === null);
    return open.every((queue) => pauseAt(queue) !== null) ? pausing : null;
  };
  /** A department and its only queue are the same place; under one name they would stand there twice. */
  const doubled = new Set(hall.queues.filter((queue) => hall.departments.some(({ id, name }) => isAlone(queuesOf(id), queue.id) && name[language] === queue.name[language])).map(({ id }) => id));
  return [
    ...hall.windows.filter(({ id }) => id !== own).map(({ id, label }): Choice<TransferTarget> => ({
      key: `w-${id}`, group: windows, name: t.common.windowLabel({ label }), value: { windowId: id }, blocked: staffed.includes(id) ? null : nobody, note: onBreak.includes(id) ? pausing : null,
    })),
    ...hall.departments.map(({ id, name }): Choice<TransferTarget> => ({
      key: `d-${id}`, group: departments, name: name[language], value: { departmentId: id }, blocked: blockedDepartment(id), note: pauseIn(id),
    })),
    ...hall.queues.filter(({ id }) => !doubled.has(id)).map(({ id, name }): Choice<TransferTarget> => ({
      key: `q-${id}`, group: queues, name: name[language], value: { queueId: id }, blocked: blockedQueue(id), note: pauseAt(id),
    })),
  ];
}

/** Queues of these windows. */
function servedBy({ windows, helping }: Pick<HubConfig['hall'], 'windows'> & Pick<Hall, 'helping'>, ids: readonly WindowId[]): ReadonlySet<QueueId> {
  const own = windows.filter(({ id }) => ids.includes(id)).flatMap(({ queues }) => queues.map(({ queue }) => queue));
  return new Set([...own, ...helping.filter(({ windowId }) => ids.includes(windowId)).map(({ queueId }) => queueId)]);
}

const isAlone = (queues: ReadonlySet<QueueId>, queue: QueueId): boolean => queues.size === 1 && queues.has(queue);
