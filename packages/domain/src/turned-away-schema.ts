// What people asked for in vain at a kiosk, counted in batches: no person is in it, and no digit of what was typed.
import { z } from 'zod';
import { DeviceId, Instant, ItemId, ServiceDate } from './ids.ts';

const count = z.int().min(1).max(9_999);

/** Words typed into the search that found nothing: without digits, so that no identity number or telephone is kept; in the log also without what the catalogue does not know. */
const SoughtText = z.string().regex(/^[^\p{N}]{1,40}$/u);

const batch = {
  /** Of these moments. */
  from: Instant, to: Instant,
  refusals: z.array(z.strictObject({ code: z.string().regex(/^[a-zA-Z.]{1,48}$/), itemId: ItemId, count })).max(50),
  searches: z.array(z.strictObject({ text: SoughtText, count })).max(50),
};

export const turnedAwayFacts = [z.strictObject({ type: z.literal('visitors.turnedAway'), day: ServiceDate, ...batch })] as const;

export const turnedAwayEvents = [z.strictObject({ type: z.literal('visitors.turnedAway'), deviceId: DeviceId, ...batch, lateDay: ServiceDate.optional() })] as const;
