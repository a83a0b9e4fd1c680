// The built pages. HTML is never cached and carries a fresh nonce; assets are named by content and cached for ever.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { makeDataFolder } from '../store/make-data-folder.ts';
import type { HttpDeps } from './context.ts';
import { contentPolicy, framing } from './security-headers.ts';

/** Address → page of the build. The hall page and the sign-in chooser are entries of the console. */
const pages = [
  { path: '/window', page: 'window' },
  { path: '/display', page: 'display' },
  { path: '/console', page: 'console' },
] as const;

/** The packs: clips are named by content, only what lists them is asked for again. */
export async function addVoice(app: FastifyInstance, { voice }: HttpDeps): Promise<void> {
  makeDataFolder(voice);
  // A hall without a pack of this language is no error: 204 says so.
  app.get<{ Params: { language: string } }>('/voice/:language/manifest.json', async (request, reply) => {
    const file = /^[a-z]{2}$/.test(request.params.language) ? join(voice, request.params.language, 'manifest.json') : null;
    reply.header('cache-control', 'no-cache');
    if (file === null || !existsSync(file)) return reply.code(204).send();
    return reply.type('application/json; charset=utf-8').send(readFileSync(file, 'utf8'));
  });
  await app.register(fastifyStatic, {
    root: voice, prefix: '/voice/', decorateReply: false, index: false, cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=31536000, immutable'),
  });
}

export function addPages(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/', (_request, reply) => sendPage(deps, reply, 'console/index.html'));
  for (const { path, page } of pages) {
    app.get(path, async (_request, reply) => reply.redirect(`${path}/`, 308));
    app.get(`${path}/*`, (_request, reply) => sendPage(deps, reply, `${page}/index.html`));
  }
}

/** Scripts, styles and fonts of all pages. */
export async function addAssets(app: FastifyInstance, deps: Pick<HttpDeps, 'dist'>): Promise<void> {
  const assets = deps.dist === null ? null : join(deps.dist, 'assets');
  if (assets === null || !existsSync(assets)) return;
  await app.register(fastifyStatic, { root: assets, prefix: '/assets/', immutable: true, maxAge: '365d', decorateReply: false, index: false });
}

/** `page`: its HTML in the build. */
export async function sendPage(deps: Pick<HttpDeps, 'dist' | 'sample'>, reply: FastifyReply, page: string): Promise<FastifyReply> {
  const file = deps.dist === null ? null : join(deps.dist, page);
  if (file === null || !existsSync(file)) {
    return reply.code(404).send({ code: 'request.malformed', path: `/${page}`, problem: 'the pages are not built: npm run build' });
  }
  const nonce = randomBytes(16).toString('base64');
  return reply
    .header('content-security-policy', contentPolicy(framing(deps), nonce))
    .type('text/html; charset=utf-8')
    .send(withNonce(readFileSync(file, 'utf8'), nonce));
}

/** react-aria's one inline style looks for the nonce in this tag. */
const withNonce = (html: string, nonce: string): string =>
  html.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`);
