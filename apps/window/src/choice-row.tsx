import { KeyCap, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';

type Props<Id extends string> = {
  readonly label: string;
  readonly value: Id;
  readonly options: readonly { readonly id: Id; readonly name: string; readonly hotkey: string }[];
  readonly onChange: (id: Id) => void;
};

/** One of a few, side by side, each with its key. */
export function ChoiceRow<Id extends string>({ label, value, options, onChange }: Props<Id>): ReactNode {
  const t = useTexts().window;
  const choose = (id: string): void => {
    const option = options.find((known) => known.id === id);
    if (option) onChange(option.id);
  };
  return (
    <RadioGroup value={value} onChange={choose} className="flex flex-col gap-0.5">
      <Label className="text-body font-strong">{label}</Label>
      <div className="flex flex-wrap gap-1">
        {options.map(({ id, name, hotkey }) => (
          <Radio
            key={id}
            value={id}
            className="flex min-h-5.5 items-center gap-1 rounded-small border-2 border-edge px-1.5 data-hovered:bg-tint data-selected:border-primary data-selected:bg-tint data-focus-visible:outline-3 data-focus-visible:outline-focus"
          >
            <span>{name}</span>
            <KeyCap label={t.key({ key: hotkey })}>{hotkey}</KeyCap>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
