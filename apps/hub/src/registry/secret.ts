// Secrets made at random and kept as hashes. Tokens are long, so one sha256 suffices; PINs are short: `@hallcall/pin`.
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');
/** 128 random bits: every id of the domain. */
export const newId = (): string => randomBytes(16).toString('base64url');
export const sixDigits = (): string => String(randomInt(1_000_000)).padStart(6, '0');
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
