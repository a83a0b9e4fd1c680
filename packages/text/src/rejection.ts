import type { AnyRejection, Message } from './message.ts';
import type { Texts } from './texts.ts';

/** Codes of the faults that have a text of their own. */
export type FaultCode = keyof Texts['fault'];

type Code = AnyRejection['code'];
type FactsOf = { [C in Code]: Extract<AnyRejection, { code: C }> };

/** The three sentences for a refusal, with its facts filled in. Every code has one: exhaustive by type. */
export function rejectionText(texts: Texts, rejection: AnyRejection): Message {
  const byStatus: Readonly<Record<string, Message>> = texts.wrongStatus;
  // A newer hub may know more states.
  const told = rejection.code === 'stop.wrongStatus' ? byStatus[rejection.status] : undefined;
  return told ?? resolve(texts, rejection.code, rejection);
}

/** The three sentences for a fault; a code from a newer hub gets the general text. */
export function faultText(texts: Texts, fault: { readonly code: string }): Message {
  const byCode: Readonly<Record<string, Message>> = texts.fault;
  return (Object.hasOwn(byCode, fault.code) ? byCode[fault.code] : undefined) ?? texts.fault.unknown;
}

function resolve<C extends Code>(texts: Texts, code: C, facts: FactsOf[C]): Message {
  const byCode: { readonly [K in Code]: Message | ((facts: FactsOf[K]) => Message) } = texts.rejection;
  const entry = byCode[code];
  return typeof entry === 'function' ? entry(facts) : entry;
}
