import { createTicketFont } from '../font/ticket-font.ts';
import { drawTicket } from './draw-ticket.ts';
import type { PrintedTicket } from './ticket.ts';

/** Pictures are drawn when somebody looks, and kept while their ticket is. */
export function createPictures(dots: number, tickets: () => readonly PrintedTicket[]): (number: number) => Buffer | null {
  const font = createTicketFont();
  const pictures = new WeakMap<PrintedTicket, Buffer>();
  return (number) => {
    const ticket = tickets().find((candidate) => candidate.number === number);
    if (ticket === undefined) return null;
    const known = pictures.get(ticket);
    if (known) return known;
    const picture = drawTicket(ticket.strip, dots, font).toBuffer('image/png');
    pictures.set(ticket, picture);
    return picture;
  };
}
