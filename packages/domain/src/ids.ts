// Ids are opaque strings with a brand, so that a window is never passed where a ticket is meant.
import { z } from 'zod';

/** 128 bits as 22 characters of base64url, made by whoever makes the thing: all random, or those of tickets and commands behind some of time. */
const random = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** A short name from the configuration or the pairing list. */
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,47}$/);

export const HallId = name.brand<'HallId'>();
export type HallId = z.infer<typeof HallId>;
export const TicketId = random.brand<'TicketId'>();
export type TicketId = z.infer<typeof TicketId>;
export const CommandId = random.brand<'CommandId'>();
export type CommandId = z.infer<typeof CommandId>;
export const CallId = random.brand<'CallId'>();
export type CallId = z.infer<typeof CallId>;
export const JobId = random.brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;
export const NoticeId = random.brand<'NoticeId'>();
export type NoticeId = z.infer<typeof NoticeId>;
export const PassId = random.brand<'PassId'>();
export type PassId = z.infer<typeof PassId>;
export const BookingId = random.brand<'BookingId'>();
export type BookingId = z.infer<typeof BookingId>;
export const MaterialId = name.brand<'MaterialId'>();
export type MaterialId = z.infer<typeof MaterialId>;
export const ZoneId = name.brand<'ZoneId'>();
export type ZoneId = z.infer<typeof ZoneId>;
export const DepartmentId = name.brand<'DepartmentId'>();
export type DepartmentId = z.infer<typeof DepartmentId>;
export const ItemId = name.brand<'ItemId'>();
export type ItemId = z.infer<typeof ItemId>;
export const ChainId = name.brand<'ChainId'>();
export type ChainId = z.infer<typeof ChainId>;
export const QueueId = name.brand<'QueueId'>();
export type QueueId = z.infer<typeof QueueId>;
export const WindowId = name.brand<'WindowId'>();
export type WindowId = z.infer<typeof WindowId>;
export const BoardId = name.brand<'BoardId'>();
export type BoardId = z.infer<typeof BoardId>;
export const DeviceId = name.brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;
export const LedBusId = name.brand<'LedBusId'>();
export type LedBusId = z.infer<typeof LedBusId>;
export const ClerkId = name.brand<'ClerkId'>();
export type ClerkId = z.infer<typeof ClerkId>;

/** Letters before the digits of a number: one or two capitals without I and O. */
export const Prefix = z.string().regex(/^[A-HJ-NP-Z]{1,2}$/).brand<'Prefix'>();
export type Prefix = z.infer<typeof Prefix>;

/** A ticket's number. `n` is 1–4999 when the hub gave it, 5000–9999 when a kiosk did from its band. */
export const TicketNumber = z.strictObject({ prefix: Prefix, n: z.int().min(1).max(9999) });
export type TicketNumber = z.infer<typeof TicketNumber>;

/** A service day as `YYYY-MM-DD` in the hall's own time zone. */
export const ServiceDate = z.iso.date().brand<'ServiceDate'>();
export type ServiceDate = z.infer<typeof ServiceDate>;

/** Epoch milliseconds. */
export const Instant = z.int().min(0);

export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;

/** A text in both languages of the hall. */
export const Bilingual = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
export type Bilingual = z.infer<typeof Bilingual>;
