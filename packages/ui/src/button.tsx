import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { focusFirst } from './focus-first.ts';
import { useTexts } from './language.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonProps = {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly variant?: ButtonVariant;
  /** `kiosk`: at least 96 px high; `desk`: 44 px; `small` only in dense tables. */
  readonly size?: 'kiosk' | 'large' | 'desk' | 'small';
  readonly icon?: LucideIcon;
  /** The key that does the same, shown on the button. */
  readonly hotkey?: string;
  readonly isDisabled?: boolean;
  /** What it asked for is under way: a press does nothing, and the keyboard stays on it. */
  readonly isPending?: boolean;
  readonly isWide?: boolean;
  /** Word left, key right: buttons that stand in columns. */
  readonly isSpread?: boolean;
  readonly type?: 'button' | 'submit';
  readonly label?: string;
  readonly testId?: string;
  /** Where the keyboard starts on this page or dialog; at most one. */
  readonly takesFocus?: boolean;
};

const look: Record<ButtonVariant, string> = {
  primary: 'bg-primary text-on-primary border-primary data-hovered:bg-primary-deep data-pressed:bg-primary-deep',
  secondary: 'bg-paper text-ink border-edge data-hovered:bg-tint data-pressed:bg-tint',
  quiet: 'bg-transparent text-primary border-transparent data-hovered:bg-tint data-pressed:bg-tint',
  danger: 'bg-paper text-called border-called data-hovered:bg-called-tint data-pressed:bg-called-tint',
};
const shape = {
  kiosk: 'min-h-12 min-w-12 px-4 gap-2 text-label rounded-card border-2',
  large: 'min-h-8 px-2 gap-1 text-[1.125rem] rounded-card border-2',
  desk: 'min-h-5.5 px-2 gap-1 text-body rounded-small border',
  small: 'whitespace-nowrap min-h-4.5 px-1.5 gap-0.5 text-small rounded-small border',
} as const;
const iconSize = { kiosk: '1.5em', large: '1.25em', desk: '1.2em', small: '1.1em' } as const;

/** A press with a word on it, an icon beside it if there is one, and the key that does the same. */
export function Button(props: ButtonProps): ReactNode {
  const { variant = 'secondary', size = 'desk', icon: Icon, hotkey } = props;
  const t = useTexts();
  // React Aria's own pending state leaves a nameless picture behind for screen readers when the button goes.
  const isPending = props.isPending === true;
  const wide = `${props.isWide === true ? 'w-full' : ''} ${props.isSpread === true ? 'justify-start' : 'justify-center'}`;
  return (
    <AriaButton
      {...(props.onPress === undefined || isPending ? {} : { onPress: props.onPress })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
      type={isPending ? 'button' : (props.type ?? 'button')}
      isDisabled={props.isDisabled === true && !isPending}
      {...(isPending ? { 'aria-disabled': true } : {})}
      {...focusFirst(props.takesFocus)}
      className={`inline-flex items-center font-strong text-center leading-tight select-none
        data-disabled:bg-sunken data-disabled:text-soft data-disabled:border-line data-disabled:border-dashed
        aria-disabled:bg-sunken aria-disabled:text-soft aria-disabled:border-line aria-disabled:border-dashed
        ${shape[size]} ${look[variant]} ${wide}`}
    >
      {Icon === undefined ? null : <Icon aria-hidden size={iconSize[size]} className="shrink-0" />}
      <span className={`text-balance ${props.isSpread === true ? 'flex-1 text-left' : ''}`}>{props.children}</span>
      {hotkey === undefined ? null : <KeyCap label={t.window.key({ key: hotkey })}>{hotkey}</KeyCap>}
    </AriaButton>
  );
}

/** A key of the keyboard as it is printed on it. */
export function KeyCap({ children, label }: { readonly children: string; readonly label: string }): ReactNode {
  return (
    <kbd
      title={label}
      className="ml-0.5 inline-block rounded-small border border-current px-1 py-px text-small leading-tight font-plain font-sans"
    >
      {children}
    </kbd>
  );
}
