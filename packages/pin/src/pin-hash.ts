// A PIN is short: it is kept through scrypt, and compared in the same time whether it is right or wrong. The clerks' PINs of the
// hub and the maintenance PIN of the agent alike.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's N: memory is 1 KiB × N at r = 8; some 80 ms of a worker thread. */
export const pinCost = 2 ** 15;
const keyBytes = 32;

/** `scrypt$N$salt$key`. Full-width digits count as the plain ones. */
export async function hashPin(pin: string, cost: number): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(pin, salt, cost);
  return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** True when `pin` is the one that was hashed. Throws for a hash of another form. */
export async function isPin(pin: string, stored: string): Promise<boolean> {
  const [kind, cost, salt, key] = stored.split('$');
  if (kind !== 'scrypt' || !cost || !salt || !key) throw new Error('a stored PIN has an unknown form');
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
