// What of a queue's hours a visitor must know before choosing: that it gives no numbers now, or that it is late today.
import type { KioskPageState } from '@hallcall/protocol';
import { formatTime, whenWords, type Language, type Texts } from '@hallcall/text';
import { useLanguage, useTexts } from '@hallcall/ui';
import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useKiosk } from '../link/use-agent.tsx';

export type Gate = KioskPageState['gates'][number]['gate'];

type Place = { readonly now: number; readonly language: Language; readonly timeZone: string };

/** Of one queue, or of several that are one choice: what holds for all of them, and the best of it. */
export function gateAt(kiosk: KioskPageState | null, queueIds: readonly string[]): Gate | null {
  const gates = queueIds.map((id) => kiosk?.gates.find(({ queueId }) => queueId === id)?.gate ?? null);
  const shut = gates.flatMap((gate) => (gate?.kind === 'closed' ? [gate] : []));
  const late = gates.flatMap((gate) => (gate?.kind === 'late' ? [gate] : []));
  if (gates.length === 0 || shut.length + late.length < gates.length) return null;
  if (late.length === 0) return { kind: 'closed', opensAt: earliest(shut.flatMap(({ opensAt }) => opensAt ?? [])) };
  return { kind: 'late', closesAt: Math.max(...late.map(({ closesAt }) => closesAt)), isRefused: late.every(({ isRefused }) => isRefused) };
}

const earliest = (times: readonly number[]): number | null => (times.length === 0 ? null : Math.min(...times));

/** No number can be taken here now. */
export const isShut = (gate: Gate | null): boolean => gate !== null && (gate.kind === 'closed' || gate.isRefused);

/** In short, for a tile: each part is one fact. */
function gateWords({ hours }: Texts, gate: Gate, place: Place): readonly string[] {
  const { queue } = hours;
  if (gate.kind === 'late') return [gate.isRefused ? queue.full : queue.late, queue.lateUntil({ time: formatTime(gate.closesAt, place.language, place.timeZone) })];
  return gate.opensAt === null ? [queue.closed] : [queue.closed, queue.opens({ when: whenWords({ hours }, gate.opensAt, place) })];
}

/** The whole sentence, with what can be done. */
function gateSentence({ hours }: Texts, gate: Gate, place: Place): string {
  const { queue } = hours;
  if (gate.kind === 'closed') return gate.opensAt === null ? queue.closedForLong : queue.closedFor({ when: whenWords({ hours }, gate.opensAt, place) });
  const time = formatTime(gate.closesAt, place.language, place.timeZone);
  return gate.isRefused ? queue.fullUntil({ time }) : queue.lateChoice({ time });
}

/** The same of the hall as it is now: how long somebody would wait there is nobody’s concern then. */
export const useShut = (queueIds: readonly string[]): boolean => isShut(gateAt(useKiosk(), queueIds));

type GateProps = { readonly queueIds: readonly string[]; readonly timeZone: string };

function useGate({ queueIds, timeZone }: GateProps): { readonly gate: Gate | null; readonly place: Place } {
  const kiosk = useKiosk();
  const { language } = useLanguage();
  return { gate: gateAt(kiosk, queueIds), place: { now: kiosk?.now ?? 0, language, timeZone } };
}

/** On a tile; nothing while numbers are given and worth taking. */
export function GateFacts(props: GateProps): ReactNode {
  const t = useTexts();
  const { gate, place } = useGate(props);
  if (gate === null) return null;
  return (
    <span className="hc-tabular flex w-full flex-wrap items-center gap-x-1.5 text-body font-strong text-late" data-testid="gate-facts" data-kind={gate.kind}>
      <CalendarClock aria-hidden size="1.2em" />
      {gateWords(t, gate, place).map((fact) => <span key={fact}>{fact}</span>)}
    </span>
  );
}

/** Above the number's button. */
export function GateNote(props: GateProps): ReactNode {
  const t = useTexts();
  const { gate, place } = useGate(props);
  if (gate === null) return null;
  return (
    <p role="note" className="flex items-center gap-1.5 rounded-card border-2 border-late bg-late-tint px-2 py-1.5 text-label" data-testid="gate-note" data-kind={gate.kind}>
      <CalendarClock aria-hidden size="1.5em" className="shrink-0 text-late" />
      {gateSentence(t, gate, place)}
    </p>
  );
}
