// The shell's own two questions to whoever serves the page. Neither rejects: no answer is an answer.
import type { PageKind } from './options.ts';

const withinMs = 3_000;

/** True when the page is there. */
export async function probe(home: URL): Promise<boolean> {
  const answer = await fetch(home, { signal: AbortSignal.timeout(withinMs) }).catch(() => null);
  // Its text is of no interest, but the connection is to be given back.
  await answer?.body?.cancel();
  return answer?.ok === true;
}

/** True when the kiosk's agent gave this token and nobody has used it. A hub gives none: a board has no maintenance exit. */
export async function confirmToken(page: PageKind, home: URL, token: string): Promise<boolean> {
  if (page !== 'kiosk') return false;
  const headers = { 'content-type': 'application/json', origin: home.origin };
  const request = { method: 'POST', headers, body: JSON.stringify({ token }), signal: AbortSignal.timeout(withinMs) };
  const answer = await fetch(new URL('/page/maintenance/confirm', home), request).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
}
