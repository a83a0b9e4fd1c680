// Whose requests are answered. A page of another origin may not speak to the hub, and a foreign name that resolves to
// this machine (DNS rebinding) is refused. Agents send no Origin.
import { isIP } from 'node:net';

export type Guard = (headers: { readonly origin?: string | undefined; readonly host?: string | undefined }) => boolean;

/** `names` are host names besides addresses and localhost under which the hall is reached. */
export function createGuard(names: readonly string[]): Guard {
  const known = new Set(['localhost', ...names].map((name) => name.toLowerCase()));
  const isOurHost = (host: string): boolean => {
    const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
    return known.has(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  };
  return ({ origin, host }) => {
    if (host === undefined || !isOurHost(host)) return false;
    if (origin === undefined) return true;
    return origin === `http://${host}` || origin === `https://${host}`;
  };
}
