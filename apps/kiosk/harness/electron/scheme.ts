// Chromium knows no scheme of ours: `hallcall://shell/x` travels as `https://shell.hallcall.test/x`, and main's own handler answers.
const domain = 'test';

/** `schemes` are those that main registered. */
export function toChromium(address: string, schemes: ReadonlySet<string>): string {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  return schemes.has(scheme) ? `https://${url.host}.${scheme}.${domain}${url.pathname}${url.search}${url.hash}` : address;
}

export function fromChromium(address: string, schemes: ReadonlySet<string>): string {
  const url = URL.parse(address);
  const parts = url?.host.split('.') ?? [];
  const scheme = parts.at(-2) ?? '';
  if (url === null || parts.at(-1) !== domain || !schemes.has(scheme)) return address;
  return `${scheme}://${parts.slice(0, -2).join('.')}${url.pathname}${url.search}${url.hash}`;
}

/** Patterns of the requests that are ours to answer. */
export const ownPatterns = (schemes: ReadonlySet<string>): string[] => [...schemes].map((scheme) => `https://*.${scheme}.${domain}/*`);
