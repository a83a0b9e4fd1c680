// A page's session lies in sessionStorage under its device id: several pages in frames share no cookie jar that way.

/** The part of `Storage` that is used. */
export type TokenStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** `#w1` → `w1`; null when the address names no valid device. */
export function deviceIdOf(hash: string): string | null {
  // No id needs an escape, so nothing is decoded: half an escape would throw.
  const id = hash.replace(/^#\/?/, '');
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,47}$/.test(id) ? id : null;
}

const keyOf = (deviceId: string): string => `hallcall.token.${deviceId}`;

/** The kept session token of a device's page, or null. */
export const readToken = (storage: TokenStorage, deviceId: string): string | null => storage.getItem(keyOf(deviceId));

/** Keeps a token, or forgets it when null. */
export function keepToken(storage: TokenStorage, deviceId: string, token: string | null): void {
  if (token === null) storage.removeItem(keyOf(deviceId));
  else storage.setItem(keyOf(deviceId), token);
}
