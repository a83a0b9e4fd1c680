import type { LogLine } from '@hallcall/domain';
import type { Texts } from '@hallcall/text';

/** What came of an event, or why it was done; empty where the event says it all. */
export function factInWords(t: Texts, { outcome, fact }: Pick<LogLine, 'outcome' | 'fact'>): string {
  if (outcome !== null) return t.window.outcome[outcome];
  const words = t.console.log.fact;
  switch (fact?.of) {
    case undefined:
      return '';
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
  }
}
