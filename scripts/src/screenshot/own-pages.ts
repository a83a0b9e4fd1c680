// What telephones show that have scanned the papers of a hall: one number that waits, and one that is called.
import type { OwnTicketReply } from '@hallcall/protocol';
import type { Camera, Size } from './camera.ts';

const telephone: Size = [390, 844];

/** `printerUrl`: control address of the simulated printer. Throws when nobody waits or nobody is called. */
export async function shootOwnPages({ open, shoot }: Camera, printerUrl: string): Promise<void> {
  const papers = (await (await fetch(`${printerUrl}/tickets`)).json()) as readonly { readonly qr: readonly string[] }[];
  const codes = papers.flatMap(({ qr }) => qr);
  await shoot(await open(await codeOf(codes, 'waiting'), telephone), 'own-waiting');
  await shoot(await open(await codeOf(codes, 'called'), telephone), 'own-called');
  await shoot(await open(`${await codeOf(codes, 'waiting')}?lang=en&size=elder&tone=contrast`, telephone), 'own-waiting-contrast');
}

/** The newest paper whose visitor is as far as that. */
async function codeOf(codes: readonly string[], status: string): Promise<string> {
  for (const code of codes.toReversed()) {
    const reply = (await (await fetch(`${code}/state`)).json()) as OwnTicketReply;
    if (reply.kind === 'ticket' && reply.ticket.stops.some((stop) => stop.status === status)) return code;
  }
  throw new Error(`no paper is ${status}`);
}
