import type { Missing, Outcome } from '@hallcall/domain';
import { Button, Dialog, KeyCap, NumberField, TextField, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useHotkeys } from './hotkeys.ts';
import type { MaterialChoice } from './material-choices.ts';
import { MissingFields, nothingMissing, readMissing } from './missing-fields.tsx';

export type Finish = { readonly outcome: Outcome; readonly count: number; readonly caseRef: string | null; readonly missing?: Missing };
type Props = {
  readonly count: number;
  /** The visitor was called but never started. */
  readonly isInferred: boolean;
  /** What the items of the visitor need. */
  readonly choices: readonly MaterialChoice[];
  readonly passDays: number;
  readonly onFinish: (finish: Finish) => void;
  readonly onClose: () => void;
};

const outcomes = ['completed', 'accepted', 'materialsMissing', 'consulted', 'referred', 'refused'] as const satisfies readonly Outcome[];

/** How the visit ended. Digits choose, Enter ends. */
export function FinishDialog(props: Props): ReactNode {
  const t = useTexts();
  const [outcome, setOutcome] = useState<Outcome>('completed');
  const [count, setCount] = useState(props.count);
  const [caseRef, setCaseRef] = useState('');
  const [draft, setDraft] = useState(nothingMissing);
  const [isWanting, setWanting] = useState(false);
  const isMissing = outcome === 'materialsMissing';
  const submit = (): void => {
    const missing = isMissing ? readMissing(draft, props.choices) : null;
    if (isMissing && missing === null) return setWanting(true);
    props.onFinish({ outcome, count, caseRef: caseRef.trim() === '' ? null : caseRef.trim(), ...(missing ? { missing } : {}) });
  };
  useHotkeys(Object.fromEntries(outcomes.map((choice, index) => [`Alt+${index + 1}`, () => setOutcome(choice)])), true);
  const actions = (
    <>
      <Button size="large" onPress={props.onClose} hotkey="Esc">
        {t.common.back}
      </Button>
      <Button size="large" variant="primary" type="submit" hotkey="Enter" takesFocus>
        {t.window.finish.submit}
      </Button>
    </>
  );
  return (
    <Dialog title={t.window.finish.title} isOpen onClose={props.onClose} onSubmit={submit} actions={actions} isWide>
      {props.isInferred ? <p className="text-soft">{t.window.finish.startInferred}</p> : null}
      <Outcomes outcome={outcome} onChoose={setOutcome} />
      <div className="flex flex-wrap gap-3">
        <NumberField label={t.window.finish.count} value={count} onChange={setCount} least={1} most={999} />
        <TextField label={t.window.finish.caseRef} value={caseRef} onChange={setCaseRef} maxLength={64} />
      </div>
      {isMissing ? <MissingFields draft={draft} choices={props.choices} passDays={props.passDays} isWanting={isWanting && readMissing(draft, props.choices) === null} onChange={setDraft} /> : null}
    </Dialog>
  );
}

function Outcomes({ outcome, onChoose }: { readonly outcome: Outcome; readonly onChoose: (outcome: Outcome) => void }): ReactNode {
  const t = useTexts();
  return (
    <RadioGroup value={outcome} onChange={(value) => onChoose(outcomes.find((known) => known === value) ?? 'completed')}>
      <Label className="sr-only">{t.window.finish.title}</Label>
      <div className="grid grid-cols-1 gap-1 sm:grid-cols-2 lg:grid-cols-3">
        {outcomes.map((choice, index) => (
          <Radio
            key={choice}
            value={choice}
            className="flex min-h-7 items-center justify-between gap-1 rounded-small border-2 border-edge px-2 data-hovered:bg-tint data-selected:border-primary data-selected:bg-tint data-focus-visible:outline-3 data-focus-visible:outline-focus"
          >
            {({ isSelected }) => (
              <>
                <span className="flex items-center gap-1">
                  <span aria-hidden className={`inline-block size-2 rounded-full border-2 border-primary ${isSelected ? 'bg-primary' : ''}`} />
                  <strong>{t.window.outcome[choice]}</strong>
                </span>
                <KeyCap label={t.window.key({ key: `Alt+${index + 1}` })}>{`Alt+${index + 1}`}</KeyCap>
              </>
            )}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
