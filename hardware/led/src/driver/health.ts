import type { LedProfile } from '../profile.ts';
import { type Bar, isDown } from './bar.ts';

/** One bar as known; `unknown`: not asked yet, or a bar that does not answer by its profile. `since` in epoch ms. */
export type BarHealth = { readonly address: number; readonly state: 'ok' | 'silent' | 'nack' | 'unknown'; readonly since: number };

/**
 * The line as a whole; `none`: no bar is wanted. `detail` needs no translation: the system's reason, or the addresses
 * (with the bar's error). `unconfirmed` as detail of `ready`: the bars do not answer, their content is sent, not proven.
 */
export type LedBusHealth = {
  readonly state: 'ok' | 'warning' | 'fault';
  readonly code: 'ready' | 'unreachable' | 'bars.silent' | 'bars.refuse' | 'none';
  readonly detail: string;
  readonly bars: readonly BarHealth[];
  readonly since: number;
};

/** Where the connection stands: `opening` for the first time, up, or down with the reason. */
export type Connection = { readonly kind: 'opening' } | { readonly kind: 'up' } | { readonly kind: 'down'; readonly reason: string };

/** Before anything is wanted. */
export function firstHealth(now: number): LedBusHealth {
  return { state: 'ok', code: 'none', detail: '', bars: [], since: now };
}

/** The health that follows; `previous` itself when nothing has changed, and its times for what has not. `now` in epoch ms. */
export function nextHealth(
  previous: LedBusHealth,
  known: { connection: Connection; bars: Iterable<Bar>; profile: LedProfile },
  now: number,
): LedBusHealth {
  const wanted = [...known.bars].filter((bar) => bar.wanted !== null).toSorted((one, other) => one.address - other.address);
  const bars = wanted.map(({ address, state }): BarHealth => {
    const before = previous.bars.find((bar) => bar.address === address);
    return before?.state === state ? before : { address, state, since: now };
  });
  const whole = wholeOf(known.connection, wanted, known.profile);
  const isSameWhole = whole.state === previous.state && whole.code === previous.code;
  const hasSameBars = bars.length === previous.bars.length && bars.every((bar, index) => bar === previous.bars[index]);
  if (isSameWhole && whole.detail === previous.detail && hasSameBars) return previous;
  return { ...whole, bars, since: isSameWhole ? previous.since : now };
}

function wholeOf(connection: Connection, bars: readonly Bar[], profile: LedProfile): Pick<LedBusHealth, 'state' | 'code' | 'detail'> {
  if (bars.length === 0) return { state: 'ok', code: 'none', detail: '' };
  if (connection.kind === 'down') return { state: 'fault', code: 'unreachable', detail: connection.reason };
  if (connection.kind === 'opening') return { state: 'warning', code: 'unreachable', detail: '' };
  const down = bars.filter(isDown);
  if (down.length > 0) {
    const code = down.some((bar) => bar.state === 'silent') ? 'bars.silent' : 'bars.refuse';
    return { state: down.length === bars.length ? 'fault' : 'warning', code, detail: down.map(nameOf).join(', ') };
  }
  return { state: 'ok', code: 'ready', detail: profile.reply === null ? 'unconfirmed' : '' };
}

function nameOf({ address, error }: Bar): string {
  return error === null ? String(address) : `${address} (${error})`;
}
