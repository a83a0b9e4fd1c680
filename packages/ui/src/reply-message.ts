// An answer of the hub in words.
import type { SendResult } from '@hallcall/client';
import type { HttpProblem } from '@hallcall/protocol';
import { faultText, rejectionText, type AnyRejection, type Message, type Texts } from '@hallcall/text';

/** `rejection`: the rules' own word and its facts, where it was they that refused. */
export type Refusal = { readonly message: Message; readonly code: string; readonly rejection: Extract<SendResult, { kind: 'rejected' }>['rejection'] | null };

/** Why a command had no effect; null when it had. */
export function refusalOf(t: Texts, result: SendResult): Refusal | null {
  const told = replyMessage(t, result);
  return told && { ...told, rejection: result.kind === 'rejected' ? result.rejection : null };
}

/** What to show for the answer to a command, and its code; null when it was accepted. */
export function replyMessage(t: Texts, result: SendResult): { readonly message: Message; readonly code: string } | null {
  switch (result.kind) {
    case 'accepted':
      return null;
    case 'fault':
      return { message: faultText(t, result.fault), code: result.fault.code };
    case 'unanswered':
      return result.reason === 'tooLarge'
        ? { message: t.fault['message.tooLarge'], code: 'message.tooLarge' }
        : { message: t.fault['hub.unreachable'], code: `hub.${result.reason}` };
    case 'rejected': {
      const { rejection } = result;
      if (rejection.code === 'message.tooLarge') return { message: t.fault['message.tooLarge'], code: rejection.code };
      return { message: rejectionText(t, rejection), code: rejection.code };
    }
  }
}

/** What to show for a refused HTTP call; codes without a text of their own borrow the nearest one. */
export function problemMessage(t: Texts, problem: HttpProblem | { readonly code: 'hub.unreachable' }): Message {
  if (problem.code === 'request.tooMany') return t.fault['hub.busy'];
  if (problem.code === 'origin.foreign') return t.fault['origin.refused'];
  return isRejection(t, problem) ? rejectionText(t, problem) : faultText(t, problem);
}

/** What the rules refuse, over HTTP too. */
const isRejection = (t: Texts, problem: { readonly code: string }): problem is AnyRejection => Object.hasOwn(t.rejection, problem.code);
