// The board without a board: connecting, not paired, closed, nothing answers.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { BoardHead, type BoardHeadProps } from './board-head.tsx';

export function BoardState(props: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly lines: readonly string[];
  /** A pairing code, as large as a ticket's number. */
  readonly code?: string;
  readonly head?: BoardHeadProps;
  readonly testId: string;
}): ReactNode {
  const Icon = props.icon;
  return (
    <main className="board-state" data-testid={props.testId}>
      {props.head === undefined ? <div className="board-head" /> : <BoardHead {...props.head} />}
      <div className="board-state-body">
        <Icon aria-hidden className="board-state-icon" strokeWidth={1.25} />
        <h1 className="board-state-title">{props.title}</h1>
        {props.code === undefined ? null : (
          <p className="board-state-code hc-number" data-testid="pairing-code">
            {props.code}
          </p>
        )}
        {props.lines.map((line) => (
          <p key={line} className="board-state-text">
            {line}
          </p>
        ))}
      </div>
    </main>
  );
}
