import type { HubConfig } from '@hallcall/client';
import type { ActiveView } from '@hallcall/domain';
import { formatFee } from '@hallcall/text';
import { Button, Dialog, NumberField, TextField, useLanguage, useTexts, type Names } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { firstDraft, readNotice, type DraftLine, type NoticeContent, type NoticeDraft, type Problems } from './notice-draft.ts';

type Props = {
  readonly active: ActiveView;
  readonly config: HubConfig;
  readonly names: Names;
  readonly onIssue: (content: NoticeContent) => void;
  readonly onClose: () => void;
};

/** What the visitor has to pay, and by which rule; Enter sends it when nothing is wrong, and else says what is. */
export function NoticeDialog({ active, config, names, onIssue, onClose }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { issue } = t.payment;
  const [draft, setDraft] = useState(() => firstDraft(active, config, language));
  const [isAsked, setAsked] = useState(false);
  const read = readNotice(draft, t);
  const problems = isAsked ? read.problems : {};
  const submit = (): void => (Object.keys(read.problems).length === 0 ? onIssue(read.content) : setAsked(true));
  const change = (part: Partial<NoticeDraft>): void => setDraft({ ...draft, ...part });
  return (
    <Dialog title={issue.title} isOpen onClose={onClose} isWide>
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className="text-soft">{issue.body}</p>
        {draft.lines.map((line, index) => (
          <Line
            key={line.itemId} line={line} index={index} name={names.item(line.itemId)} problems={problems}
            onChange={(changed) => change({ lines: draft.lines.with(index, changed) })}
          />
        ))}
        <Rest draft={draft} problems={problems} onChange={change} />
        <footer className="flex flex-wrap items-center justify-between gap-2">
          <Button size="large" onPress={onClose} hotkey="Esc">{t.common.back}</Button>
          <output className="flex flex-col items-end" aria-live="polite">
            <span>
              {issue.total} <strong className="hc-tabular text-title" data-testid="notice-total">{formatFee(read.fen, language)}</strong>
            </span>
            {problems['total'] === undefined ? null : <span className="text-small font-strong text-called">{problems['total']}</span>}
          </output>
          <Button size="large" variant="primary" type="submit" hotkey="Enter">{issue.submit}</Button>
        </footer>
      </form>
    </Dialog>
  );
}

type LineProps = {
  readonly line: DraftLine; readonly index: number; readonly name: string; readonly problems: Problems; readonly onChange: (line: DraftLine) => void;
};

function Line({ line, index, name, problems, onChange }: LineProps): ReactNode {
  const { issue } = useTexts().payment;
  return (
    <fieldset className="flex flex-col gap-1 rounded-small border border-line p-1.5">
      <legend className="px-0.5 font-strong">{name}</legend>
      <div className="grid grid-cols-1 items-start gap-2 sm:grid-cols-[12rem_auto_1fr]">
        <TextField
          label={issue.amount} value={line.amount} onChange={(amount) => onChange({ ...line, amount })} maxLength={20}
          takesFocus={index === 0} error={problems[`amount${index}`] ?? null}
        />
        <NumberField label={issue.quantity} value={line.quantity} onChange={(quantity) => onChange({ ...line, quantity })} least={1} most={999} />
        <TextField label={issue.basis} value={line.basis} onChange={(basis) => onChange({ ...line, basis })} maxLength={200} error={problems[`basis${index}`] ?? null} />
      </div>
    </fieldset>
  );
}

type RestProps = { readonly draft: NoticeDraft; readonly problems: Problems; readonly onChange: (part: Partial<NoticeDraft>) => void };

function Rest({ draft, problems, onChange }: RestProps): ReactNode {
  const { issue } = useTexts().payment;
  return (
    <div className="grid grid-cols-1 items-start gap-2 sm:grid-cols-2">
      <TextField label={issue.waiver} value={draft.waiver} onChange={(waiver) => onChange({ waiver })} maxLength={20} error={problems['waiver'] ?? null} />
      <TextField
        label={issue.waiverBasis} value={draft.waiverBasis} onChange={(waiverBasis) => onChange({ waiverBasis })} maxLength={200}
        error={problems['waiverBasis'] ?? null} isDisabled={draft.waiver.trim() === ''}
      />
      <TextField label={issue.payee} value={draft.payee} onChange={(payee) => onChange({ payee })} maxLength={100} error={problems['payee'] ?? null} />
      <TextField label={issue.code} value={draft.code} onChange={(code) => onChange({ code })} maxLength={40} />
    </div>
  );
}
