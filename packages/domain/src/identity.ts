// Who a person is without knowing it. A kiosk's agent makes the tag from the card's number under the day's key, which dies at
// the close; the hub keeps tag → key of one day in a table that is emptied then. Events carry the key alone.
import { z } from 'zod';

/** HMAC-SHA-256 of the number under the day key, cut to 128 bits, in hexadecimal. */
export const PersonTag = z.string().regex(/^[0-9a-f]{32}$/).brand<'PersonTag'>();
export type PersonTag = z.infer<typeof PersonTag>;

/** 128 random bits as base64url: the same for all tickets of one person on one day, and nothing beyond that. */
export const PersonKey = z.string().regex(/^[A-Za-z0-9_-]{22}$/).brand<'PersonKey'>();
export type PersonKey = z.infer<typeof PersonKey>;

/** Of a visitor whose card was read. */
export const Identified = z.strictObject({ tag: PersonTag });
