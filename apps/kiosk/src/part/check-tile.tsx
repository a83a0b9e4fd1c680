import { Square, SquareCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';

/** One of several that may be chosen together: at least 96 px high, with a box that is ticked, not only coloured. */
export function CheckTile(props: {
  readonly name: string;
  readonly detail: ReactNode;
  readonly isChosen: boolean;
  readonly onFlip: () => void;
  readonly testId: string;
}): ReactNode {
  const Box = props.isChosen ? SquareCheckBig : Square;
  const look = props.isChosen ? 'border-primary bg-tint' : 'border-line bg-paper text-soft';
  return (
    <ToggleButton
      isSelected={props.isChosen}
      onChange={props.onFlip}
      data-testid={props.testId}
      className={`flex min-h-13 w-full items-center gap-2 rounded-card border-2 px-2 py-1 text-left select-none data-hovered:border-primary ${look}`}
    >
      <Box aria-hidden size="1.6em" className={`shrink-0 ${props.isChosen ? 'text-primary' : 'text-edge'}`} />
      <span className="flex min-w-0 flex-col gap-0.5">
        <span className="text-label leading-tight font-strong">{props.name}</span>
        <span className="flex flex-wrap items-center gap-x-1.5 text-body text-soft">{props.detail}</span>
      </span>
    </ToggleButton>
  );
}
