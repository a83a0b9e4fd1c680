// Logs made by hand for the tests of the checks: only what they read.
import type { HallEvent } from '@hallcall/domain';
import type { Finding } from '../findings.ts';
import type { Watcher } from './follower.ts';
import type { LogRow } from './log-row.ts';

const today = '2026-01-01';

const row = (seq: number, event: unknown, commandId: string | null = null): LogRow =>
  // The parts that a check looks at.
  ({ seq, epoch: 1, day: today, at: seq, commandId, ordinal: 0, event: event as HallEvent });

/** One after another from seq 1 on. */
export const logOf = (...events: readonly unknown[]): LogRow[] => events.map((event, index) => row(index + 1, event));

export type Timed = readonly [at: number, event: unknown];

/** As `logOf`, each at a time of its own. */
export const timedLog = (...timed: readonly Timed[]): LogRow[] => timed.map(([at, event], index) => ({ ...row(index + 1, event), at }));

export const watched = (watcher: Watcher, rows: readonly LogRow[]): Finding[] => rows.flatMap((one) => watcher.after(one));

export const texts = (found: readonly Finding[]): string[] => found.map(({ field, text }) => `${field}: ${text}`);

type Issue = { readonly n?: number; readonly item?: string; readonly [more: string]: unknown };

/** At time 0 unless it says another one. */
export const issued = (ticketId: string, { n = 1, item = 'I', ...more }: Issue = {}) => ({
  type: 'ticket.issued', ticketId, number: { prefix: 'A', n }, stops: [{ after: [], items: [{ itemId: item, count: 1 }] }], paper: 'none', offline: false, issuedAt: 0, supersedes: null, ...more,
});
export const opened = { type: 'day.opened', date: today };
export const closed = { type: 'day.closed', date: today };
export const reopened = { type: 'day.reopened', date: today };
export const abandoned = (ticketId: string) => ({ type: 'ticket.abandoned', ticketId });
export const cancelled = (ticketId: string, reason = 'visitor') => ({ type: 'ticket.cancelled', ticketId, reason });
