// The protocol's limits as plain values: importing them from the protocol would pull the schemas into every page.
// The types tie each one to the protocol's own number.
import type { limits } from '@hallcall/protocol';

type Limits = typeof limits;

/** Silence after which what is shown may be out of date, ms. */
export const staleMs: Limits['staleMs'] = 1_500;
/** How long a click may travel, ms. */
export const intentMs: Limits['intentMs'] = 10_000;
/** A message larger than this closes the connection without an answer, bytes. */
export const closeBytes: Limits['closeBytes'] = 2_097_152;
