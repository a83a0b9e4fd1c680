// One number asked for at the desk: on its way, given, or refused in words.
import { newId, type SendResult } from '@hallcall/client';
import { useHub } from '@hallcall/client/react';
import type { CommandOf, TicketId, TicketNumber, WireCommand } from '@hallcall/domain';
import { refusalOf, useTexts, type Refusal } from '@hallcall/ui';
import { useRef, useState } from 'react';

type Asking = Omit<CommandOf<'ticket.issueAtDesk'>, 'ticketId'> | Omit<CommandOf<'ticket.issue'>, 'ticketId'> | CommandOf<'ticket.enter'>;
export type Given = { readonly ticketId: TicketId; readonly number: TicketNumber };
export type Desk = {
  readonly ask: (command: Asking) => Promise<void>;
  readonly isUnderWay: boolean;
  readonly given: Given | null;
  readonly refusal: Refusal | null;
  readonly forget: () => void;
  /** The number that was given was a mistake: it is cancelled, and another can be asked for. */
  readonly takeBack: () => Promise<void>;
};

/** A second press while the first is under way does nothing. */
export function useGiven(): Desk {
  const hub = useHub();
  const t = useTexts();
  const isBusy = useRef(false);
  const [isUnderWay, setIsUnderWay] = useState(false);
  const [given, setGiven] = useState<Given | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  /** Null while another question is under way. */
  const put = async (command: WireCommand): Promise<SendResult | null> => {
    if (isBusy.current) return null;
    isBusy.current = true;
    setIsUnderWay(true);
    setRefusal(null);
    const reply = await hub.send(command);
    isBusy.current = false;
    setIsUnderWay(false);
    setRefusal(refusalOf(t, reply));
    return reply;
  };
  const ask = async (command: Asking): Promise<void> => {
    if (!isBusy.current) setGiven(null);
    // A fresh id has the shape that the brand stands for.
    const reply = await put('ticketId' in command ? command : { ...command, ticketId: newId() as TicketId });
    if (reply?.kind !== 'accepted') return;
    for (const { event } of reply.events) if (event.type === 'ticket.issued' || event.type === 'ticket.revived') setGiven({ ticketId: event.ticketId, number: event.number });
  };
  const takeBack = async (): Promise<void> => {
    if (given === null) return;
    const reply = await put({ type: 'ticket.cancel', ticketId: given.ticketId, reason: 'mistake' });
    if (reply?.kind === 'accepted') setGiven(null);
  };
  const forget = (): void => {
    setGiven(null);
    setRefusal(null);
  };
  return { ask, isUnderWay, given, refusal, forget, takeBack };
}
