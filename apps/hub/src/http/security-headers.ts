// Headers of every answer. No inline script; the one inline style of a component library carries the page's nonce.

import type { SampleSide } from './context.ts';

export type Framing = {
  /** The sample's hall page frames the hub's own pages and the kiosk page of the agent. */
  readonly isSample: boolean;
  /** Origin of the agent, null while unknown. */
  readonly agentOrigin: string | null;
};

/** How pages may be framed at this moment. */
export function framing({ sample }: { readonly sample: SampleSide | null }): Framing {
  const agentUrl = sample?.agentUrl() ?? null;
  return { isSample: sample !== null, agentOrigin: agentUrl === null ? null : new URL(agentUrl).origin };
}

export function contentPolicy({ isSample, agentOrigin }: Framing, nonce: string | null): string {
  const frames = isSample ? ["'self'", ...(agentOrigin ? [agentOrigin] : [])] : ["'none'"];
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`, "img-src 'self' data: blob:",
    "font-src 'self'", "media-src 'self'", "connect-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'",
    `frame-src ${frames.join(' ')}`, `frame-ancestors ${isSample ? "'self'" : "'none'"}`,
  ].join('; ');
}

export const fixedHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;
