import type { HubConfig } from '@hallcall/client';
import type { ItemId, QueueId } from '@hallcall/domain';
import { Button, Dialog, NumberField, useLanguage, useTexts, type Names } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { PickList, type Choice } from './pick-list.tsx';

type Props = {
  readonly config: HubConfig;
  readonly names: Names;
  /** Of the visitor here: what is done here stands first. */
  readonly queueId: QueueId | null;
  readonly onAdd: (added: { readonly itemId: ItemId; readonly count: number }) => void;
  readonly onClose: () => void;
};

/** One more thing on the same ticket. */
export function AddItemDialog({ config, names, queueId, onAdd, onClose }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const [count, setCount] = useState(1);
  const departments = new Map(config.hall.departments.map(({ id, name }) => [id, name[language]]));
  const isHere = ({ queue }: HubConfig['hall']['items'][number]): boolean => queue === queueId;
  const items = [...config.hall.items.filter(isHere), ...config.hall.items.filter((item) => !isHere(item))];
  const choices = items.map(({ id, department }): Choice<ItemId> => ({ key: id, group: departments.get(department) ?? department, name: names.item(id), value: id, blocked: null }));
  return (
    <Dialog title={t.window.addItem.title} isOpen onClose={onClose} isWide actions={<Button onPress={onClose} hotkey="Esc">{t.common.back}</Button>}>
      <p className="text-soft">{t.window.addItem.body}</p>
      <NumberField label={t.window.addItem.count} value={count} onChange={setCount} least={1} most={99} />
      <PickList label={t.window.addItem.search} none={t.window.addItem.none} choices={choices} onPick={(itemId) => onAdd({ itemId, count })} />
    </Dialog>
  );
}
