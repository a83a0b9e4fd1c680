// Fields with their label above, the same everywhere.
import { Check, ChevronDown, Minus, Plus, Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton, FieldError, Group, Input, Label, ListBox, ListBoxItem, NumberField as AriaNumberField, Popover,
  SearchField as AriaSearchField, Select, SelectValue, Text, TextField as AriaTextField,
} from 'react-aria-components';
import { focusFirst } from './focus-first.ts';
import { useTexts } from './language.tsx';

const inputLook = 'w-full min-h-5.5 rounded-small border border-edge bg-paper px-1.5 text-body text-ink data-disabled:bg-sunken data-invalid:border-called';

/** One line of text. `onChange` gets the raw value; checking is the form's. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'number';
  readonly hint?: string;
  readonly error?: string | null;
  readonly inputMode?: 'text' | 'numeric';
  readonly maxLength?: number;
  readonly isRequired?: boolean;
  /** Where the keyboard starts on this page or dialog; at most one. */
  readonly takesFocus?: boolean;
  readonly autoComplete?: string;
  readonly isDisabled?: boolean;
}): ReactNode {
  return (
    <AriaTextField
      value={props.value}
      onChange={props.onChange}
      type={props.type ?? 'text'}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isInvalid={typeof props.error === 'string'}
      {...focusFirst(props.takesFocus)}
      autoComplete={props.autoComplete ?? 'off'}
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      className="flex flex-col gap-0.5"
    >
      <Label className="text-body font-strong">{props.label}</Label>
      <Input className={inputLook} />
      {props.hint === undefined ? null : (
        <Text slot="description" className="text-small text-soft">
          {props.hint}
        </Text>
      )}
      <FieldError className="text-small font-strong text-called">{props.error ?? ''}</FieldError>
    </AriaTextField>
  );
}

/** Search with its own way to clear; `size` kiosk is 96 px high. */
export function SearchField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly size?: 'kiosk' | 'desk';
  /** Where the keyboard starts on this page or dialog; at most one. */
  readonly takesFocus?: boolean;
}): ReactNode {
  const t = useTexts();
  const height = props.size === 'kiosk' ? 'min-h-12 text-label px-3 gap-2' : 'min-h-5.5 text-body px-1.5 gap-1';
  return (
    <AriaSearchField
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      {...focusFirst(props.takesFocus)}
      className={`flex items-center rounded-small border-2 border-edge bg-paper text-ink focus-within:border-primary ${height}`}
    >
      <Search aria-hidden size="1.2em" className="shrink-0 text-soft" />
      <Input
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        className="min-w-0 flex-1 self-stretch bg-transparent outline-none placeholder:text-soft [&::-webkit-search-cancel-button]:hidden"
      />
      {props.value === '' ? null : (
        <AriaButton aria-label={t.common.clear} className="inline-flex items-center gap-0.5 self-stretch px-1 text-soft">
          <X aria-hidden size="1.2em" /> {t.common.clear}
        </AriaButton>
      )}
    </AriaSearchField>
  );
}

/** One of a known list. `value` null while nothing is chosen. */
export function SelectField<Id extends string>(props: {
  readonly label: string;
  readonly value: Id | null;
  readonly onChange: (value: Id) => void;
  readonly options: readonly { readonly id: Id; readonly name: string }[];
  readonly placeholder: string;
}): ReactNode {
  const choose = (key: unknown): void => {
    const option = props.options.find(({ id }) => id === key);
    if (option !== undefined) props.onChange(option.id);
  };
  return (
    <Select value={props.value} onChange={choose} placeholder={props.placeholder} className="flex flex-col gap-0.5">
      <Label className="text-body font-strong">{props.label}</Label>
      <AriaButton className="flex min-h-5.5 items-center justify-between gap-1 rounded-small border border-edge bg-paper px-1.5 text-left text-body">
        <SelectValue className="truncate data-placeholder:text-soft" />
        <ChevronDown aria-hidden size="1.2em" className="shrink-0" />
      </AriaButton>
      <Popover className="max-h-48 min-w-(--trigger-width) overflow-auto rounded-small border border-edge bg-paper text-ink shadow-dialog">
        <ListBox items={props.options} className="p-0.5 outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.name}
              className="flex min-h-5 items-center justify-between gap-2 rounded-small px-1.5 text-body outline-none data-focused:bg-tint"
            >
              {({ isSelected }) => (
                <>
                  <span>{option.name}</span>
                  {isSelected ? <Check aria-hidden size="1.1em" /> : null}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** A small count with its own keys to raise and lower it. */
export function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly least: number;
  readonly most: number;
}): ReactNode {
  const keyLook = 'inline-flex min-h-5.5 min-w-5.5 items-center justify-center bg-paper data-disabled:text-edge data-hovered:bg-tint';
  return (
    <AriaNumberField
      value={props.value}
      onChange={(value) => props.onChange(Number.isNaN(value) ? props.least : value)}
      minValue={props.least}
      maxValue={props.most}
      className="flex flex-col gap-0.5"
    >
      <Label className="text-body font-strong">{props.label}</Label>
      <Group className="inline-flex w-fit overflow-hidden rounded-small border border-edge">
        <AriaButton slot="decrement" className={keyLook}>
          <Minus aria-hidden size="1.2em" />
        </AriaButton>
        <Input className="w-8 border-x border-edge bg-paper text-center text-body hc-tabular" />
        <AriaButton slot="increment" className={keyLook}>
          <Plus aria-hidden size="1.2em" />
        </AriaButton>
      </Group>
    </AriaNumberField>
  );
}
