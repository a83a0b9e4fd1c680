// The built pages. HTML is never cached and carries a fresh nonce; assets are named by content and cached for ever.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
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
  mkdirSync(voice, { recursive: true });
  await app.register(fastifyStatic, {
    root: voice, prefix: '/voice/', decorateReply: false, index: false, cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', path.endsWith('.json') ? 'no-cache' : 'public, max-age=31536000, immutable'),
  });
}

export async function addPages(app: FastifyInstance, deps: HttpDeps): Promise<void> {
  app.get('/', (_request, reply) => sendPage(deps, reply, 'console'));
  for (const { path, page } of pages) {
    app.get(path, async (_request, reply) => reply.redirect(`${path}/`, 308));
    app.get(`${path}/*`, (_request, reply) => sendPage(deps, reply, page));
  }
  const assets = deps.dist === null ? null : join(deps.dist, 'assets');
  if (assets === null || !existsSync(assets)) return;
  await app.register(fastifyStatic, { root: assets, prefix: '/assets/', immutable: true, maxAge: '365d', decorateReply: false, index: false });
}

async function sendPage(deps: HttpDeps, reply: FastifyReply, page: string): Promise<FastifyReply> {
  const file = deps.dist === null ? null : join(deps.dist, page, 'index.html');
  if (file === null || !existsSync(file)) {
    return reply.code(404).send({ code: 'request.malformed', path: `/${page}/`, problem: 'the pages are not built: npm run build' });
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
