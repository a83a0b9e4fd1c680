// Who a visitor is to the queue: the class, what they need at the window, and the slot they booked.
import { z } from 'zod';
import { Instant } from './ids.ts';

/** Everything but `ordinary` is preferred. */
export const PersonClass = z.enum(['ordinary', 'elder', 'disabled', 'pregnant', 'military']);
export type PersonClass = z.infer<typeof PersonClass>;

/** What a window must be able to give. */
export const Need = z.enum(['escort', 'sign', 'wheelchair', 'slowRepeat', 'interpreter']);
export type Need = z.infer<typeof Need>;

/** From when to when somebody is expected, epoch ms. */
export const Booking = z.strictObject({ from: Instant, to: Instant });
export type Booking = z.infer<typeof Booking>;

/** Why a clerk calls a number out of order. */
export const ChoiceReason = z.enum(['returned', 'materials', 'urgent', 'other']);
export type ChoiceReason = z.infer<typeof ChoiceReason>;

/** By which rule a call was made (RULES.md, O7, O11, O12, O14). */
export const CallWhy = z.enum(['order', 'preferred', 'aged', 'urgent', 'chosen', 'assigned']);
export type CallWhy = z.infer<typeof CallWhy>;

/** A sentence about an exception; it asks for no personal data. */
export const Note = z.string().trim().min(1).max(200);

export const needs = z.array(Need).max(5);
