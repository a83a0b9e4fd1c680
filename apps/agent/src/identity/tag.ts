// From the number of an ID card to a tag that is worth nothing without the key it was made under.
import { createHmac } from 'node:crypto';
import type { PersonTag } from '@hallcall/domain';

const tagBytes = 16;

/** HMAC-SHA-256 of the number's characters under `key`, the first 128 bits in hexadecimal. */
export const tagOf = (key: Uint8Array, number: string): PersonTag =>
  // The form that the schema asks for.
  createHmac('sha256', key).update(number, 'latin1').digest().toString('hex', 0, tagBytes) as PersonTag;
