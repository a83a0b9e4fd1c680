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
