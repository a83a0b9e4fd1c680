import { type BarContent, isSameContent } from '../bar-content.ts';
import type { LedTiming } from './timing.ts';

/*
 * What the driver knows of one bar, and what follows from it. No input or output here: the bus tells what happened and
 * asks what is due.
 */

/** The wanted state of a bar. `token` comes back when exactly this content is lit. */
export type WantedBar = { readonly content: BarContent; readonly token: string | null };

/** What happened to one request. `closed` says nothing about the bar. */
export type Outcome =
  | { readonly kind: 'lit' }
  | { readonly kind: 'silent'; readonly error: string | null }
  | { readonly kind: 'nack'; readonly error: string }
  | { readonly kind: 'closed' };

/** One bar as the driver knows it; times of a clock that never goes back. */
export type Bar = {
  readonly address: number;
  /** null: to be made dark, and then forgotten. */
  wanted: WantedBar | null;
  /** Since when it is wanted so; the oldest wish is sent first. */
  wantedAt: number;
  /** What it certainly shows; null dark; undefined not known. */
  shown: BarContent | null | undefined;
  /** The token of the wanted content that is known to be lit. */
  provenToken: string | null;
  drawnAt: number;
  /** Requests in a row that went wrong. */
  failures: number;
  /** Not asked again before. */
  notBefore: number;
  state: 'ok' | 'silent' | 'nack' | 'unknown';
  /** Why the last requests went wrong, in one word of the bar or one sentence of ours. */
  error: string | null;
  /** Requests whose answer may still come, and what they were to show. */
  unanswered: { content: BarContent | null; at: number }[];
};

/** A bar nothing is known of. */
export function createBar(address: number, now: number): Bar {
  return {
    address, wanted: null, wantedAt: now, shown: undefined, provenToken: null, drawnAt: now, failures: 0, notBefore: now,
    state: 'unknown', error: null, unanswered: [],
  };
}

/** Takes over a new wish. The same one again changes nothing. */
export function want(bar: Bar, wanted: WantedBar | null, now: number): void {
  const isSame = isSameContent(bar.wanted?.content ?? null, wanted?.content ?? null);
  if (!isSame || bar.wanted?.token !== wanted?.token) bar.wantedAt = now;
  bar.wanted = wanted;
}

/** The step from what a bar shows (undefined: not known) to what it is to show (null: dark); null when it is there. */
export function diff(from: BarContent | null | undefined, to: BarContent | null): 'draw' | 'clear' | null {
  if (from !== undefined && isSameContent(from, to)) return null;
  return to === null ? 'clear' : 'draw';
}

/** Whether the bar does not yet show what it should, or has not yet proven it. */
export function isBehind(bar: Bar): boolean {
  const { wanted, shown, provenToken } = bar;
  if (diff(shown, wanted?.content ?? null) !== null) return true;
  return wanted !== null && wanted.token !== null && wanted.token !== provenToken;
}

/** When the bar is to be asked next: at once when it is behind, else for its refresh. */
export function dueAt(bar: Bar, refreshMs: number): number {
  return isBehind(bar) ? bar.notBefore : Math.max(bar.notBefore, bar.drawnAt + refreshMs);
}

/** A request is going out: from here on nobody knows what the bar shows. */
export function noteSent(bar: Bar): void {
  bar.shown = undefined;
}

/**
 * A request for `sent` was answered well. False when that answer may belong to an older request for something else: then
 * it settles that one, and this one has to be sent again. `state` is what a good end means: `unknown` where bars do not
 * answer.
 */
export function noteLit(
  bar: Bar,
  sent: WantedBar | null,
  now: number,
  { lateMs, state }: { lateMs: number; state: 'ok' | 'unknown' },
): boolean {
  bar.failures = 0;
  bar.notBefore = now;
  bar.state = state;
  bar.error = null;
  const content = sent?.content ?? null;
  const open = bar.unanswered.filter((older) => older.at > now - lateMs);
  // Answers come in order: this one settles the oldest request, and the answer to this request is still to come.
  bar.unanswered = open.length === 0 ? [] : [...open.slice(1), { content, at: now }];
  if (open.some((older) => !isSameContent(older.content, content))) return false;
  bar.shown = content;
  bar.drawnAt = now;
  return true;
}

/** A request went wrong: again soon, and with growing pauses when it goes on going wrong. */
export function noteFailure(
  bar: Bar,
  failure: { kind: 'silent' | 'nack'; error: string | null; sent: WantedBar | null },
  now: number,
  { retries, timing }: { retries: number; timing: LedTiming },
): void {
  const { firstBackoffMs, lastBackoffMs, retryMs, lateMs } = timing;
  bar.failures += 1;
  if (failure.kind === 'silent') {
    bar.unanswered = [...bar.unanswered.filter(({ at }) => at > now - lateMs), { content: failure.sent?.content ?? null, at: now }];
  }
  const beyond = bar.failures - retries - 1;
  bar.notBefore = now + (beyond < 0 ? retryMs : Math.min(firstBackoffMs * 2 ** beyond, lastBackoffMs));
  if (beyond < 0) return;
  bar.state = failure.kind;
  bar.error = failure.error;
}

/** Whether it has been given up for the moment. */
export function isDown(bar: Bar): boolean {
  return bar.state === 'silent' || bar.state === 'nack';
}

/** A new connection: whatever it shows has to be drawn again, at once. */
export function noteConnected(bar: Bar, now: number): void {
  bar.shown = undefined;
  bar.unanswered = [];
  bar.notBefore = now;
}

/** The connection is gone, so nobody knows how the bar is. */
export function noteDisconnected(bar: Bar): void {
  bar.failures = 0;
  bar.state = 'unknown';
  bar.error = null;
}
