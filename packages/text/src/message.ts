// What a person is told when something did not work: always three short sentences, never a code alone.
import type { ConfigProblem, Rejection } from '@hallcall/domain';

/** What happened, what it means for the person, what to do now. The code stands apart, small, for staff. */
export type Message = { readonly what: string; readonly meaning: string; readonly action: string };

type EnvelopeCode =
  | 'command.expired'
  | 'command.conflict'
  | 'command.malformed'
  | 'command.notPermitted'
  | 'config.unknown'
  | 'hall.wrong';

/** Refusals of the envelope or the session, before the rules of the hall are asked. */
export type EnvelopeRejection = { [C in EnvelopeCode]: { readonly code: C } }[EnvelopeCode];

/** Every refusal a person can meet. */
export type AnyRejection = Rejection | EnvelopeRejection;

/** A text for each code; those that name facts are functions of the rejection itself. */
export type RejectionTexts = {
  readonly [C in AnyRejection['code']]: Message | ((facts: Extract<AnyRejection, { code: C }>) => Message);
};

/** A sentence for each fault of a configuration file, from the problem's own facts. */
export type ConfigProblemTexts = {
  readonly [C in Exclude<ConfigProblem['code'], 'malformed'>]: (facts: Extract<ConfigProblem, { code: C }>) => string;
};
