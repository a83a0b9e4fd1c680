import type { BarContent } from '../bar-content.ts';
import type { LedProfile } from '../profile.ts';
import { createGenericDialect } from './generic/generic-dialect.ts';
import { createOnbonDialect } from './onbon/onbon-dialect.ts';
import type { ReplyReader } from './reply.ts';

/** The bytes of a request and the characters the bar's font lacks; or why this cannot be sent to that address. */
export type EncodedRequest =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly missing: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** How one profile's bars are spoken to. Pure: content in, bytes out. */
export type Dialect = {
  /** Shows `content` on the bar `address`. */
  draw(address: number, content: BarContent): EncodedRequest;
  /** Takes our content off the bar. */
  clear(address: number): EncodedRequest;
  /** For the bytes of one connection. */
  createReader(): ReplyReader;
  /** The address that every bar answers to, or null. */
  anyAddress: number | null;
};

/** The dialect of a profile. */
export function createDialect(profile: LedProfile): Dialect {
  return profile.kind === 'onbon' ? createOnbonDialect(profile) : createGenericDialect(profile);
}
