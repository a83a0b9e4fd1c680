import type { LogLine } from '@hallcall/domain';
import { formatFee, type Language, type Texts } from '@hallcall/text';
import type { Names } from '@hallcall/ui';

type Reader = { readonly t: Texts; readonly names: Pick<Names, 'item' | 'queue'>; readonly language: Language };

/** What came of an event, or why it was done; a dash where the event says it all. */
export function factInWords({ t, names, language }: Reader, { outcome, fact }: Pick<LogLine, 'outcome' | 'fact'>): string {
  if (outcome !== null) return t.window.outcome[outcome];
  const words = t.console.log.fact;
  switch (fact?.of) {
    case undefined:
      return '—';
    case 'called':
      return words.called[fact.why];
    case 'recalled':
      return words.recalled(fact);
    case 'spoken':
      return [words.spoken[fact.outcome], ...(fact.reason === null ? [] : [t.speech.reason[fact.reason]])].join(' · ');
    case 'paper':
      return t.paperState[fact.outcome];
    case 'cancelled':
      return t.console.cancelReason[fact.reason];
    case 'missed':
      return fact.isShown ? words.missed(fact) : words.missedUnproven(fact);
    case 'held':
      return t.window.hold.reason[fact.reason];
    case 'transferred':
      return t.window.transfer.reason[fact.reason];
    case 'undone':
      return t.window.undo.what[fact.what];
    case 'paused':
      return t.window.pauseReason[fact.reason];
    case 'takenBack':
      return t.close.console.takenBack;
    case 'noted':
      return fact.note;
    case 'item':
      return names.item(fact.itemId);
    case 'queue':
      return names.queue(fact.queueId);
    case 'amount':
      return formatFee(fact.fen, language);
    case 'muted':
      return fact.isMuted ? words.muted : words.unmuted;
  }
}
