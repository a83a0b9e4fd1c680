import type { HubConfig } from '@hallcall/client';
import type { ActiveView } from '@hallcall/domain';
import { formatFee } from '@hallcall/text';
import { NumberField, TextField, useLanguage, useTexts, type Names } from '@hallcall/ui';
import { AlertTriangle } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { FormDialog } from './form-dialog.tsx';
import { firstDraft, readNotice, type DraftLine, type NoticeContent, type NoticeDraft, type Problems } from './notice-draft.ts';
import { priceDoubts } from './price-doubts.ts';

type Props = {
  readonly active: ActiveView;
  readonly config: HubConfig;
  readonly names: Names;
  readonly onIssue: (content: NoticeContent) => void;
  readonly onClose: () => void;
};

/** What the visitor has to pay, and by which rule; Enter sends it when nothing is wrong, and else says what is; a price that is not the catalogue's is asked about once. */
export function NoticeDialog({ active, config, names, onIssue, onClose }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { issue } = t.payment;
  const [draft, setDraft] = useState(() => firstDraft(active, config));
  const [isAsked, setAsked] = useState(false);
  const [passed, setPassed] = useState('');
  const read = readNotice(draft, t);
  const doubts = priceDoubts(draft, config, { t, language });
  const doubted = [...doubts.values()].join('\n');
  const problems = isAsked ? read.problems : {};
  const isRight = Object.keys(read.problems).length === 0;
  const isQuestioned = isRight && doubted !== '' && doubted === passed;
  const submit = (): void => {
    setAsked(true);
    setPassed(doubted);
    if (isRight && (doubted === '' || isQuestioned)) onIssue(read.content);
  };
  const change = (part: Partial<NoticeDraft>): void => setDraft({ ...draft, ...part });
  return (
    <FormDialog
      title={issue.title} body={issue.body} submit={isQuestioned ? issue.doubt.pass : issue.submit} onSubmit={submit} onClose={onClose}
      result={<Total fen={read.fen} problem={problems['total']} />}
    >
      {draft.lines.map((line, index) => (
        <Line
          key={line.itemId} line={line} index={index} name={names.item(line.itemId)} problems={problems} doubt={doubts.get(index) ?? null}
          onChange={(changed) => change({ lines: draft.lines.with(index, changed) })}
        />
      ))}
      <Rest draft={draft} problems={problems} onChange={change} />
    </FormDialog>
  );
}

function Total({ fen, problem }: { readonly fen: number; readonly problem: string | undefined }): ReactNode {
  const { language } = useLanguage();
  const { issue } = useTexts().payment;
  return (
    <output className="flex flex-col items-end" aria-live="polite">
      <span>
        {issue.total} <strong className="hc-tabular text-title" data-testid="notice-total">{formatFee(fen, language)}</strong>
      </span>
      {problem === undefined ? null : <span className="text-small font-strong text-called">{problem}</span>}
    </output>
  );
}

type LineProps = {
  readonly line: DraftLine; readonly index: number; readonly name: string; readonly problems: Problems;
  /** Why the amount should be looked at again; null: it is as in the catalogue, or nothing is said there. */
  readonly doubt: string | null;
  readonly onChange: (line: DraftLine) => void;
};

function Line({ line, index, name, problems, doubt, onChange }: LineProps): ReactNode {
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
      <output aria-live="polite">
        {doubt === null ? null : (
          <span className="flex items-start gap-1 rounded-small border border-late bg-late-tint px-1 py-0.5" data-testid="price-doubt">
            <AlertTriangle aria-hidden size="1.2em" className="mt-px shrink-0 text-late" />
            {doubt}
          </span>
        )}
      </output>
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
