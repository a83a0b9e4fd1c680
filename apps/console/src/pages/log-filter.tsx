// What the log is narrowed to: a number, a window, a kind of event.
import type { LogKind } from '@hallcall/domain';
import type { LogWish } from '@hallcall/protocol';
import { Button, SelectField, TextField, useTexts } from '@hallcall/ui';
import { Search, X } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';

export type LogChoice = Pick<LogWish, 'number' | 'windowId' | 'kind'>;
export const anything: LogChoice = { number: null, windowId: null, kind: null };
export const isAnything = ({ number, windowId, kind }: LogChoice): boolean => number === null && windowId === null && kind === null;

const kinds = ['ticket', 'call', 'service', 'payment', 'window', 'hall'] as const satisfies readonly LogKind[];
/** No window's id. */
const all = '*';

/** Lists choose at once, a number when it is sent. */
export function LogFilter({ choice, onChoose }: { readonly choice: LogChoice; readonly onChoose: (choice: LogChoice) => void }): ReactNode {
  const t = useTexts();
  const { config } = useConsole();
  const [typed, setTyped] = useState(choice.number ?? '');
  const words = t.console.log.filter;
  const any = { id: all, name: words.any };
  const find = (event: FormEvent): void => {
    event.preventDefault();
    onChoose({ ...choice, number: typed.trim() === '' ? null : typed.trim() });
  };
  const clear = (): void => {
    setTyped('');
    onChoose(anything);
  };
  return (
    <form className="flex flex-wrap items-end gap-1 px-3 py-1" onSubmit={find} data-testid="log-filter">
      <TextField label={words.number} value={typed} onChange={setTyped} maxLength={12} />
      <Button type="submit" icon={Search} testId="log-find">{words.find}</Button>
      <SelectField
        label={words.window} placeholder={words.any} value={choice.windowId ?? all} onChange={(id) => onChoose({ ...choice, windowId: id === all ? null : id })}
        options={[any, ...config.hall.windows.map(({ id, label }) => ({ id: String(id), name: t.common.windowLabel({ label }) }))]}
      />
      <SelectField
        label={words.kind} placeholder={words.any} value={choice.kind ?? all} onChange={(id) => onChoose({ ...choice, kind: id === all ? null : id })}
        options={[{ ...any, id: all }, ...kinds.map((id) => ({ id, name: t.console.log.kind[id] }))] as const}
      />
      {isAnything(choice) ? null : <Button icon={X} onPress={clear} testId="log-clear">{words.clear}</Button>}
    </form>
  );
}
