// A paired display keeps its token over a power cut, in localStorage; the sample hall hands one over in sessionStorage.
import { keepToken, readToken } from '@hallcall/client';

const lastDevice = 'hallcall.display';

/** What this screen works as; an address without a device means the one it was paired as last. */
export function keptCredentials(named: string | null): { readonly deviceId: string; readonly token: string } | null {
  const deviceId = named ?? localStorage.getItem(lastDevice);
  if (deviceId === null) return null;
  const token = readToken(sessionStorage, deviceId) ?? readToken(localStorage, deviceId);
  return token === null ? null : { deviceId, token };
}

export function keepCredentials(paired: { readonly deviceId: string; readonly token: string }): void {
  keepToken(localStorage, paired.deviceId, paired.token);
  localStorage.setItem(lastDevice, paired.deviceId);
}

/** The hub knows this token no longer. */
export function forgetCredentials(deviceId: string): void {
  keepToken(sessionStorage, deviceId, null);
  keepToken(localStorage, deviceId, null);
}
