// Is a card asked for before this number is taken? Pure.
import { identityAsked } from '@hallcall/client';
import type { KioskPageState, TakeTicket } from '@hallcall/protocol';
import type { Hall } from '../hall/hall-document.ts';
import type { Step } from './flow.ts';

/**
 * Null: the number is taken at once. Without the hub nothing can be checked, a card that is only an offer needs a reader, and one that
 * was laid on for this tap already, to find a booking, is not asked for again.
 */
export function identityStep(hall: Hall, kiosk: Pick<KioskPageState, 'hub' | 'identity'> | null, request: TakeTicket): Step | null {
  const asked = identityAsked(hall.document.hall, request.items.map(({ itemId }) => itemId));
  if (asked === 'no' || kiosk?.hub.link !== 'live') return null;
  const before = kiosk.identity?.asked;
  if (before?.requestId === request.requestId && before.status === 'read') return null;
  if (asked === 'optional' && kiosk.identity?.reader !== 'ready') return null;
  return { at: 'identity', request, isRequired: asked === 'required' };
}
