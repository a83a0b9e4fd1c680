// The number of a booking, taken at the desk for who is there: the one way, wherever the desk has found it.
import type { CommandOf, ItemCount } from '@hallcall/domain';
import type { Language } from '@hallcall/text';

type Booked = { readonly code: string; readonly items: readonly ItemCount[] };

/** Told by word of mouth: no paper comes out. The sender gives it its id. */
export const checkIn = ({ code, items }: Booked, language: Language): Omit<CommandOf<'ticket.issue'>, 'ticketId'> =>
  ({ type: 'ticket.issue', items: items.map((item) => ({ ...item })), language, paper: 'none', booking: code });
