import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';

/** One choice of a list: at least 96 px high, a name and what helps to choose. */
export function Tile(props: {
  readonly name: string;
  readonly detail?: ReactNode;
  readonly aside?: ReactNode;
  /** Can be looked at, but nothing can be had. */
  readonly isFull?: boolean;
  readonly onPress: () => void;
  readonly testId?: string;
}): ReactNode {
  const look = props.isFull === true ? 'border-dashed border-edge bg-sunken text-soft' : 'border-line bg-paper';
  return (
    <AriaButton
      onPress={props.onPress}
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
      className={`flex min-h-13 w-full items-center justify-between gap-2 rounded-card border-2 px-2 py-1 text-left select-none
        data-hovered:border-primary data-pressed:border-primary data-pressed:bg-tint ${look}`}
    >
      <span className="flex min-w-0 flex-col gap-0.5">
        <span className="text-label leading-tight font-strong">{props.name}</span>
        {props.detail === undefined ? null : <span className="flex flex-wrap items-center gap-x-1.5 text-body text-soft">{props.detail}</span>}
      </span>
      {props.aside === undefined ? null : <span className="shrink-0">{props.aside}</span>}
    </AriaButton>
  );
}

/** One of a few that exclude each other; the chosen one is filled and marked, not only coloured. */
export function Chip(props: { readonly children: ReactNode; readonly isChosen: boolean; readonly onPress: () => void; readonly testId?: string }): ReactNode {
  const look = props.isChosen ? 'bg-primary text-on-primary border-primary underline underline-offset-8' : 'bg-paper text-ink border-edge data-pressed:bg-tint';
  return (
    <AriaButton
      onPress={props.onPress}
      aria-pressed={props.isChosen}
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
      className={`inline-flex min-h-12 min-w-12 items-center justify-center rounded-card border-2 px-2 text-label font-strong select-none ${look}`}
    >
      {props.children}
    </AriaButton>
  );
}
