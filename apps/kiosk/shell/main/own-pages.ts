// `hallcall://shell/…`: the start and fault pages, made when the shell was built. Flat files without a script; nothing else.
import { promises as files } from 'node:fs';
import { extname, join } from 'node:path';
import { protocol } from 'electron';
import type { OwnPage } from './home.ts';
import type { PageKind } from './options.ts';

export const ownScheme = 'hallcall';
const folder = join(import.meta.dirname, '../own-pages');
const types: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.woff2': 'font/woff2' };
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const ownPageUrl = (kind: PageKind, page: OwnPage): string => `${ownScheme}://shell/${kind}-${page}.html`;

export function serveOwnPages(): void {
  protocol.handle(ownScheme, async ({ url }) => {
    const { host, pathname } = new URL(url);
    const name = pathname.slice(1);
    const type = types[extname(name)];
    // One flat folder: a name with a slash, an escape or a second dot in a row is no name of ours.
    if (host !== 'shell' || type === undefined || !/^\w[\w-]*(?:\.\w[\w-]*)+$/.test(name)) return new Response(null, { status: 404 });
    // Asked of the object each time: Electron puts its own reader of archives there.
    const body = await files.readFile(join(folder, name)).catch(() => null);
    if (body === null) return new Response(null, { status: 404 });
    return new Response(body, { headers: { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' } });
  });
}
