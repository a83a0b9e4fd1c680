// An answer of the hub in words.
import type { SendResult } from '@hallcall/client';
import type { HttpProblem } from '@hallcall/protocol';
import { faultText, rejectionText, type Message, type Texts } from '@hallcall/text';

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

/** What to show for a refused HTTP call. */
export function problemMessage(t: Texts, problem: HttpProblem | { readonly code: 'hub.unreachable' }): Message {
  switch (problem.code) {
    case 'session.wrong':
    case 'session.locked':
    case 'pairing.wrongCode':
    case 'setup.wrongCode':
    case 'hub.unreachable':
    case 'storage.unavailable':
      return t.fault[problem.code];
    case 'session.required':
      return t.fault['session.ended'];
    case 'pairing.expired':
      return t.fault['pairing.wrongCode'];
    case 'setup.done':
      return t.fault['setup.wrongCode'];
    case 'request.tooMany':
      return t.fault['hub.busy'];
    case 'origin.foreign':
      return t.fault['origin.refused'];
    case 'session.notPermitted':
      return t.rejection['command.notPermitted'];
    case 'config.unknown':
      return t.rejection['config.unknown'];
    case 'pairing.noSlot':
    case 'board.unknown':
    case 'device.exists':
    case 'device.unknown':
    case 'clerk.last':
    case 'request.malformed':
      return faultText(t, problem);
  }
}
