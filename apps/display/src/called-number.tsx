import { TicketNumber } from '@hallcall/ui';
import type { ReactNode } from 'react';
import type { ShownCall } from './shown-call.ts';
import { useRises } from './use-rises.ts';

/** A call's number: it blinks three times when it comes and each time a voice speaks it, while it is meant. Give it the call's id as key. */
export function CalledNumber(props: {
  readonly call: ShownCall;
  readonly isNew: boolean;
  readonly isSpoken: boolean;
  readonly className: string;
  readonly testId: string;
}): ReactNode {
  const rises = useRises(props.isSpoken);
  const blink = props.call.isLive && (props.isNew || rises > 0) ? 'hc-blink' : '';
  return <TicketNumber key={rises} number={props.call.number} className={`${props.className} ${blink}`} testId={props.testId} />;
}
