// A home for checks that need no hall: a page that beats like a real one, and what a test may break. Its policy leaves frames to the shell.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type StandInHome = {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** False: pages served from now on never beat. */
  beats: boolean;
  /** Status of the page. */
  status: number;
  /** Tokens that the agent would confirm. */
  readonly tokens: Set<string>;
  /** How often the page itself was asked for. */
  readonly visits: () => number;
  /** How often the page was asked for that no page may be led to. */
  readonly strays: () => number;
  close(): Promise<void>;
};

const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-src *";
const scripts = {
  '/beating.js': `const beat = () => { requestAnimationFrame(() => requestAnimationFrame(() => window.hallcallShell?.beat())); }; beat(); window.beating = setInterval(beat, 50); window.sound = new AudioContext();`,
  '/silent.js': '',
} as const;

/** `port` 0 takes a free one. */
export async function startStandInHome(port = 0): Promise<StandInHome> {
  let visits = 0;
  let strays = 0;
  const server = createServer((request, response) => answer(request, response));
  const home: StandInHome = {
    url: '', beats: true, status: 200, tokens: new Set(),
    visits: () => visits,
    strays: () => strays,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '', 'http://home');
    if (pathname === '/kiosk/') visits += 1;
    if (pathname === '/kiosk/') return page(response, home.status, `<title>home</title><h1 id="home">home</h1><script src="/${home.beats ? 'beating' : 'silent'}.js"></script>`);
    if (pathname === '/elsewhere/') strays += 1;
    if (pathname === '/elsewhere/') return page(response, 200, '<h1 id="elsewhere">elsewhere</h1>');
    if (pathname in scripts) return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(scripts[pathname as keyof typeof scripts]);
    if (pathname === '/away') return void response.writeHead(302, { location: new URL('/elsewhere/', foreign(home.url)).href }).end();
    if (pathname === '/file') return void response.writeHead(200, { 'content-disposition': 'attachment; filename=x.bin', 'content-type': 'application/octet-stream' }).end('x'.repeat(1000));
    if (pathname === '/page/maintenance/confirm') return confirm(request, response);
    response.writeHead(404).end();
  }

  function confirm(request: IncomingMessage, response: ServerResponse): void {
    let body = '';
    request.on('data', (chunk) => void (body += String(chunk)));
    request.on('end', () => {
      const { token } = JSON.parse(body) as { token: string };
      const isGood = request.headers.origin === new URL(home.url).origin && home.tokens.delete(token);
      response.writeHead(isGood ? 200 : 403, { 'content-type': 'application/json' }).end('{}');
    });
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  // It listens on an address.
  return Object.assign(home, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
}

/** The same server under another origin: what a page must not be led to. */
export const foreign = (url: string): string => url.replace('127.0.0.1', 'localhost');

function page(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(`<!doctype html>${body}`);
}
