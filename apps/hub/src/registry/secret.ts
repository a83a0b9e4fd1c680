// Secrets: made at random, kept as hashes. Tokens are long, so one sha256 suffices; PINs are short, so they get scrypt.
import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');
/** 128 random bits: every id of the domain. */
export const newId = (): string => randomBytes(16).toString('base64url');
export const sixDigits = (): string => String(randomInt(1_000_000)).padStart(6, '0');
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** scrypt's N: memory is 1 KiB × N at r = 8. */
export const pinCost = 2 ** 15;
const keyBytes = 32;

/** `scrypt$N$salt$key`; takes some 80 ms of a worker thread at the usual cost. */
export async function hashPin(pin: string, cost: number): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(pin, salt, cost);
  return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** True when `pin` is the one that was hashed. Takes the same time for a wrong one. */
export async function isPin(pin: string, stored: string): Promise<boolean> {
  const [, cost, salt, key] = stored.split('$');
  if (!cost || !salt || !key) throw new Error('a stored PIN has an unknown form');
  const found = await derive(pin, Buffer.from(salt, 'base64url'), Number(cost));
  return timingSafeEqual(found, Buffer.from(key, 'base64url'));
}

function derive(pin: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin.normalize('NFKC'), salt, keyBytes, { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
