import { Button, EmptyState, ScrollRegion, SearchField, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';

export type Choice<Value> = {
  readonly key: string; readonly group: string; readonly name: string; readonly value: Value;
  /** Why it cannot be taken now; null: it can. */
  readonly blocked: string | null;
  /** What is to be known before it is taken; absent: nothing. */
  readonly note?: string | null;
};

type Props<Value> = {
  readonly label: string;
  readonly none: string;
  readonly choices: readonly Choice<Value>[];
  readonly onPick: (value: Value) => void;
};

const listed = 60;

/** A long list with a search above it. Enter takes the only one that is left. */
export function PickList<Value>({ label, none, choices, onPick }: Props<Value>): ReactNode {
  const t = useTexts();
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLocaleLowerCase();
  const found = choices.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const shown = found.slice(0, listed);
  const groups = [...new Set(shown.map(({ group }) => group))];
  const [only] = found;
  return (
    <form
      className="flex min-h-0 flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (only && found.length === 1 && only.blocked === null) onPick(only.value);
      }}
    >
      <SearchField label={label} placeholder={label} value={query} onChange={setQuery} takesFocus />
      <ScrollRegion label={label} className="h-32 max-h-[50vh] overflow-auto rounded-small border border-line p-1">
        {found.length === 0 ? <EmptyState title={none} /> : null}
        {groups.map((group) => (
          <section key={group} aria-label={group} className="flex flex-col gap-0.5 pb-1">
            <h3 className="text-small font-strong text-soft">{group}</h3>
            <div className="grid grid-cols-1 gap-0.5 sm:grid-cols-2">
              {shown.filter((choice) => choice.group === group).map((choice) => (
                <Button key={choice.key} size="small" isWide isDisabled={choice.blocked !== null} onPress={() => onPick(choice.value)}>
                  {[choice.name, choice.blocked ?? choice.note].filter(Boolean).join(' · ')}
                </Button>
              ))}
            </div>
          </section>
        ))}
      </ScrollRegion>
      {found.length > shown.length ? <p className="text-soft" data-testid="pick-more">{t.window.pickMore({ count: found.length - shown.length })}</p> : null}
    </form>
  );
}
