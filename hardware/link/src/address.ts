/** Where a device hangs: a TCP socket, or a serial line (also a pty). */
export type PipeAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'serial'; readonly path: string; readonly baudRate: number };

const defaultTcpPort = 9100;
const defaultBaudRate = 9600;

/**
 * Reads an address as it stands in the configuration: `tcp://127.0.0.1:9100`, `tcp://[::1]` (port 9100 when none is
 * named) or `serial:///dev/serial/by-id/x?baud=9600` (9600 baud when none is named).
 * Throws an Error whose message says which part is wrong.
 */
export function parsePipeAddress(text: string): PipeAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'tcp:') return parseTcp(url, text);
  if (url?.protocol === 'serial:') return parseSerial(url, text);
  throw new Error(`"${text}" is no device address: it must start with tcp:// or serial://`);
}

/** The same address as text; `parsePipeAddress(formatPipeAddress(a))` equals `a`. */
export function formatPipeAddress(address: PipeAddress): string {
  if (address.kind === 'serial') return `serial://${encodeURI(address.path)}?baud=${address.baudRate}`;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return `tcp://${host}:${address.port}`;
}

function parseTcp(url: URL, text: string): PipeAddress {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === '') throw new Error(`"${text}" names no host: write tcp://host:port`);
  if (url.username !== '' || url.search !== '' || (url.pathname !== '' && url.pathname !== '/')) {
    throw new Error(`"${text}" has more than a host and a port: write tcp://host:port`);
  }
  const port = url.port === '' ? defaultTcpPort : Number(url.port);
  if (port < 1) throw new Error(`"${text}" has port ${port}: it must be 1 to 65535`);
  return { kind: 'tcp', host, port };
}

function parseSerial(url: URL, text: string): PipeAddress {
  if (url.host !== '' || url.pathname.length < 2) {
    throw new Error(`"${text}" names no device path: write serial:///dev/… with three slashes`);
  }
  for (const key of url.searchParams.keys()) {
    if (key !== 'baud') throw new Error(`"${text}" has the unknown setting "${key}": only baud is known`);
  }
  const baudText = url.searchParams.get('baud');
  const baudRate = baudText === null ? defaultBaudRate : Number(baudText);
  if (!Number.isInteger(baudRate) || baudRate < 50 || baudRate > 4_000_000) {
    throw new Error(`"${text}" has baud "${baudText}": it must be a whole number from 50 to 4000000`);
  }
  return { kind: 'serial', path: decodeURI(url.pathname), baudRate };
}
