// What this desk may do at this moment: one entry an action, null where it makes no sense. Buttons and keys share it.
import type { ChoiceReason, HallConfig, ItemId, TicketId, WindowView, WireCommand } from '@hallcall/domain';
import { useState } from 'react';
import type { Finish } from './finish-dialog.tsx';
import type { Hold } from './hold-dialog.tsx';
import type { Transfer } from './transfer-dialog.tsx';
import { useCommands, type Commands } from '@hallcall/ui';

type Act = (() => void) | null;
type Asking = 'finish' | 'pause' | 'close' | 'hold' | 'transfer' | 'addItem' | 'choose' | null;
type Action =
  | 'open' | 'close' | 'callNext' | 'recall' | 'start' | 'miss' | 'finish' | 'pause' | 'resume' | 'hold' | 'transfer' | 'addItem' | 'undo' | 'resumeHeld';
type Waiting = Pick<WindowView['next'][number], 'ticketId' | 'number'>;

export type Desk = {
  readonly commands: Commands;
  readonly policy: HallConfig['policy'];
  readonly asking: Asking;
  readonly ask: (asking: Asking) => void;
  readonly can: Readonly<Record<Action, Act>>;
  readonly finish: (finish: Finish) => void;
  readonly pause: (reason: NonNullable<WindowView['pause']>['reason']) => void;
  readonly close: () => void;
  readonly restore: (ticketId: TicketId) => void;
  /** Asks why this number is to be called out of order; null where the hall or the moment does not allow it. */
  readonly choose: ((waiting: Waiting) => void) | null;
  readonly chosen: Waiting | null;
  readonly callNumber: (reason: ChoiceReason, note: string | null) => void;
  readonly hold: (hold: Hold) => void;
  readonly transfer: (transfer: Transfer) => void;
  readonly addItem: (added: { readonly itemId: ItemId; readonly count: number }) => void;
  readonly resumeHeld: (ticketId: TicketId) => void;
};

type AboutVisitor = Extract<WireCommand, { type: 'stop.finish' | 'stop.hold' | 'stop.transfer' | 'stop.addItem' }>;
type About = AboutVisitor extends infer C ? (C extends AboutVisitor ? Omit<C, 'windowId' | 'ticketId'> : never) : never;

/** `isReady`: the view is current and no command is refused for that reason alone. */
export function useDesk(view: WindowView, policy: HallConfig['policy'], isReady: boolean): Desk {
  const commands = useCommands();
  const [asking, ask] = useState<Asking>(null);
  const [chosen, setChosen] = useState<Waiting | null>(null);
  const { windowId, status, active, undo } = view;
  const [first] = view.held;
  const { send } = commands;
  const isFree = isReady && commands.progress === 'idle';
  const when = (isAllowed: boolean, act: () => void): Act => (isFree && isAllowed ? act : null);
  const at = active === null ? null : { windowId, ticketId: active.ticketId };
  const resumeHeld = (ticketId: TicketId): void => send({ type: 'stop.resume', windowId, ticketId });
  /** What a dialog has settled about the visitor here. */
  const answer = (about: About): void => {
    ask(null);
    if (at !== null) send({ ...about, ...at });
  };
  const isOpen = status !== 'closed';
  const isCalm = view.emergency === null;
  const mayCall = isCalm && (status === 'idle' || status === 'serving');
  return {
    commands,
    policy,
    asking,
    ask,
    can: {
      open: when(!isOpen && view.day?.status === 'open', () => send({ type: 'window.open', windowId })),
      close: when(isOpen, () => ask('close')),
      callNext: when(mayCall, () => send({ type: 'window.callNext', windowId, active: active?.ticketId ?? null })),
      recall: when(isCalm && status === 'calling', () => at && send({ type: 'ticket.recall', ...at })),
      start: when(status === 'calling', () => at && send({ type: 'stop.start', ...at })),
      miss: when(isCalm && status === 'calling', () => at && send({ type: 'stop.miss', ...at })),
      finish: when(at !== null, () => ask('finish')),
      pause: when(isOpen && view.pause === null, () => ask('pause')),
      hold: when(at !== null, () => ask('hold')),
      transfer: when(at !== null, () => ask('transfer')),
      addItem: when(status === 'serving', () => ask('addItem')),
      undo: when(undo !== null, () => undo && send({ type: 'action.undo', windowId, ticketId: undo.ticketId, what: undo.what })),
      resumeHeld: when(isCalm && status === 'idle' && first !== undefined, () => first && resumeHeld(first.ticketId)),
      resume: when(view.pause !== null, () => send({ type: 'window.resume', windowId })),
    },
    finish: (finish) => answer({ type: 'stop.finish', ...finish }),
    pause(reason) {
      ask(null);
      send({ type: 'window.pause', windowId, reason });
    },
    close() {
      ask(null);
      send({ type: 'window.close', windowId });
    },
    restore: (ticketId) => send({ type: 'ticket.restore', ticketId }),
    chosen,
    choose: policy.clerksMayChoose && mayCall && isFree
      ? (waiting) => {
          setChosen(waiting);
          ask('choose');
        }
      : null,
    callNumber(reason, note) {
      ask(null);
      if (chosen) send({ type: 'window.callNumber', windowId, active: active?.ticketId ?? null, ticketId: chosen.ticketId, reason, note });
    },
    resumeHeld,
    hold: (hold) => answer({ type: 'stop.hold', ...hold }),
    transfer: (transfer) => answer({ type: 'stop.transfer', ...transfer }),
    addItem: (added) => answer({ type: 'stop.addItem', ...added }),
  };
}
