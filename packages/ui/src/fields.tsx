// Fields with their label above, the same everywhere.
import { Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton, FieldError, Input, Label, SearchField as AriaSearchField, Text, TextField as AriaTextField,
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
