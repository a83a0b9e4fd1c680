// What a visitor has to bring: ticked from the materials of the items, or in the clerk's own words; and what the notice will say.
import type { Missing } from '@hallcall/domain';
import { KeyCap, TextField, useTexts } from '@hallcall/ui';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { useHotkeys } from './hotkeys.ts';
import type { MaterialChoice } from './material-choices.ts';

/** As typed; `read` makes it what is sent. */
export type MissingDraft = { readonly materials: readonly string[]; readonly other: string; readonly note: string };
/** As many ticks as there are digits have a key. */
const keyed = 9;
export const nothingMissing: MissingDraft = { materials: [], other: '', note: '' };

/** Null while nothing is ticked and nothing written. */
export function readMissing({ materials, other, note }: MissingDraft, choices: readonly MaterialChoice[]): Missing | null {
  const ticked = choices.filter(({ id }) => materials.includes(id)).map(({ id }) => id);
  const written = other.trim();
  if (ticked.length === 0 && written === '') return null;
  return { materials: ticked, other: written === '' ? null : written, note: note.trim() === '' ? null : note.trim() };
}

type Props = {
  readonly draft: MissingDraft;
  readonly choices: readonly MaterialChoice[];
  /** On how many opening days a return pass is good; 0: there is none. */
  readonly passDays: number;
  /** Nothing was named although the clerk wanted to end. */
  readonly isWanting: boolean;
  readonly onChange: (draft: MissingDraft) => void;
};

export function MissingFields({ draft, choices, passDays, isWanting, onChange }: Props): ReactNode {
  const t = useTexts().handed.desk;
  const toggle = (id: string): void =>
    onChange({ ...draft, materials: draft.materials.includes(id) ? draft.materials.filter((ticked) => ticked !== id) : [...draft.materials, id] });
  useHotkeys(Object.fromEntries(choices.slice(0, keyed).map(({ id }, index) => [String(index + 1), () => toggle(id)])), true);
  return (
    <div className="grid grid-cols-1 items-start gap-2 border-t border-line pt-2 lg:grid-cols-[3fr_2fr]" data-testid="missing">
      <div className="flex flex-col gap-1.5">
        <CheckboxGroup value={[...draft.materials]} onChange={(materials) => onChange({ ...draft, materials })} className="flex flex-col gap-0.5">
          <Label className="text-body font-strong">{t.missing}</Label>
          {isWanting
            ? <p role="alert" className="text-small font-strong text-called" data-testid="missing-wanting">{t.needsOne}</p>
            : <p className="text-small text-soft">{choices.length === 0 ? t.missingNone : t.missingHint}</p>}
          <div className="grid max-h-24 grid-cols-1 gap-0.5 overflow-auto p-0.5 sm:grid-cols-2">
            {choices.map((choice, index) => <Tick key={choice.id} choice={choice} hotkey={index < keyed ? String(index + 1) : null} />)}
          </div>
        </CheckboxGroup>
        <div className="grid grid-cols-1 items-start gap-1.5 sm:grid-cols-2">
          <TextField label={t.other} value={draft.other} onChange={(other) => onChange({ ...draft, other })} maxLength={200} />
          <TextField label={t.note} value={draft.note} onChange={(note) => onChange({ ...draft, note })} maxLength={200} />
        </div>
      </div>
      <Preview draft={draft} choices={choices} passDays={passDays} />
    </div>
  );
}

function Tick({ choice, hotkey }: { readonly choice: MaterialChoice; readonly hotkey: string | null }): ReactNode {
  const t = useTexts();
  const { copies } = t.handed.materials;
  return (
    <Checkbox
      value={choice.id}
      className="flex min-h-5.5 items-center gap-1 rounded-small border-2 border-edge px-1 data-hovered:bg-tint data-selected:border-primary data-selected:bg-tint data-focus-visible:outline-3 data-focus-visible:outline-focus"
    >
      {({ isSelected }) => (
        <>
          <span aria-hidden className="grid size-2.5 shrink-0 place-items-center rounded-small border-2 border-primary">{isSelected ? <Check size="1em" /> : null}</span>
          <span className="min-w-0 flex-1">{choice.name}</span>
          <span className="hc-tabular shrink-0 text-soft">{copies({ count: choice.copies })}</span>
          {hotkey === null ? null : <KeyCap label={t.window.key({ key: hotkey })}>{hotkey}</KeyCap>}
        </>
      )}
    </Checkbox>
  );
}

/** As the paper will list it. */
function Preview({ draft, choices, passDays }: Pick<Props, 'draft' | 'choices' | 'passDays'>): ReactNode {
  const t = useTexts().handed;
  const missing = readMissing(draft, choices);
  const lines = [
    ...choices.filter(({ id }) => draft.materials.includes(id)).map(({ name, copies }) => `□ ${name} ${t.materials.copies({ count: copies })}`),
    ...(missing?.other ? [`□ ${t.materials.other} ${missing.other}`] : []),
    ...(missing?.note ? [`${t.materials.note} ${missing.note}`] : []),
  ];
  return (
    <section aria-label={t.desk.preview} className="flex flex-col gap-0.5 rounded-small border border-line bg-sunken p-1.5" data-testid="missing-preview">
      <h3 className="text-small font-strong text-soft">{t.desk.preview}</h3>
      <p className="text-center font-strong">{t.materials.title}</p>
      {lines.length === 0 ? <p className="text-soft">{t.desk.needsOne}</p> : null}
      <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
      <p className="text-small text-soft">{passDays === 0 ? t.desk.noPass : t.desk.passUntil({ count: passDays })}</p>
    </section>
  );
}
