// Ids without a secure context: `crypto.randomUUID` is missing on plain http pages, `getRandomValues` is not.
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 128 random bits as 22 characters of base64url. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let id = '';
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= 6) {
      heldBits -= 6;
      id += alphabet.charAt((held >> heldBits) & 63);
    }
    held &= (1 << heldBits) - 1;
  }
  return id + alphabet.charAt((held << (6 - heldBits)) & 63);
}

/**
 * A command's id: 48 bits of time (epoch ms), then the last 80 bits of a random id. The hub files accepted commands by
 * id; ids of one moment lie together there, which saves two thirds of what a commit writes.
 */
export const newCommandId = (random: string, nowMs: number): string => lead(nowMs, 8) + random.slice(8);

/** A ticket's id: 36 bits of time (16 ms each), for the same reason, then the last 92 bits of a random id: nobody guesses it. */
export const newTicketId = (random: string, nowMs: number): string => lead(nowMs / 16, 6) + random.slice(6);

/** The lowest bits of a whole number, six a character. */
function lead(value: number, characters: number): string {
  let text = '';
  for (let rest = Math.trunc(value), i = 0; i < characters; i += 1, rest = Math.floor(rest / 64)) text = alphabet.charAt(rest % 64) + text;
  return text;
}
