// The hall's bars on this agent's lines: each kept equal to its window's state, and a call that is lit is a proof.
import type { AgentView, BarView, CallId, CommandOf, HallConfig } from '@hallcall/domain';
import type { BarContent, LedBus } from '@hallcall/led';
import { barContent, emergencyContent, staleContent } from './bar-content.ts';

type Shown = CommandOf<'call.acknowledge'>['shown'][number];

/** What the hub wants of the bars of all lines, and whether it may be long out of date. */
export type WantedBars = Pick<AgentView, 'bars' | 'emergency'> & { readonly isStale: boolean };

export type LedLine = { readonly bus: string; readonly driver: Pick<LedBus, 'show' | 'onLit'> };

export type BarsDeps = {
  readonly lines: readonly LedLine[];
  readonly hall: () => HallConfig | null;
  /** Hub time, epoch ms. */
  readonly now: () => number;
  readonly acknowledge: (shown: Shown) => void;
};

/** A bus without a line here is somebody else's mistake and is left out. */
export function createBars({ lines, hall, now, acknowledge }: BarsDeps): { show(wanted: WantedBars): void } {
  const calls = new Map<string, BarView>();
  /** Calls that have been acknowledged, as long as they are wanted. */
  const lit = new Set<string>();
  for (const { driver } of lines) {
    driver.onLit(({ token }) => {
      const bar = calls.get(token);
      if (!bar?.callId || lit.has(token)) return;
      lit.add(token);
      acknowledge({ callId: bar.callId, zone: bar.zone, at: now() });
    });
  }

  function forget(callId: string): void {
    calls.delete(callId);
    lit.delete(callId);
  }

  return {
    show({ bars, emergency, isStale }) {
      const document = hall();
      if (document === null) return;
      for (const bar of bars) if (bar.callId) calls.set(bar.callId, bar);
      for (const callId of calls.keys()) if (!bars.some((bar) => bar.callId === callId)) forget(callId);
      for (const { bus, driver } of lines) {
        driver.show(wantedOn(bus, { bars: isStale || emergency ? bars.map(withoutCall) : bars, emergency, isStale }, document));
      }
    },
  };
}

type Wanted = { readonly content: BarContent; readonly token: CallId | null };

/** Nobody knows any more whether a call is still true, or it is not what the bar shows: it proves nothing. */
const withoutCall = (bar: BarView): BarView => ({ ...bar, callId: null });

function wantedOn(bus: string, { bars, emergency, isStale }: WantedBars, document: HallConfig): Map<number, Wanted> {
  const language = document.ledBuses.find(({ id }) => id === bus)?.language ?? 'zh';
  const contentOf = (bar: BarView): BarContent => {
    if (emergency) return emergencyContent(emergency, language);
    return isStale && bar.status === 'calling' ? staleContent(language) : barContent(bar, document, language);
  };
  return new Map(bars.filter((bar) => bar.bus === bus).map((bar) => [bar.address, { content: contentOf(bar), token: bar.callId }]));
}
