// What this desk may do at this moment: one entry an action, null where it makes no sense. Buttons and keys share it.
import { newId } from '@hallcall/client';
import type { ChoiceReason, ClerkId, HallConfig, ItemId, JobId, SlipView, TicketId, WindowId, WindowView, WireCommand } from '@hallcall/domain';
import type { Finish } from './finish-dialog.tsx';
import type { Hold } from './hold-dialog.tsx';
import type { Transfer } from './transfer-dialog.tsx';
import { useAsked } from './use-asked.ts';
import { useCommands, type Commands } from '@hallcall/ui';

type Act = (() => void) | null;
type Action =
  | 'open' | 'takeOver' | 'close' | 'callNext' | 'recall' | 'start' | 'miss' | 'finish' | 'pause' | 'resume' | 'hold' | 'transfer' | 'addItem' | 'undo' | 'resumeHeld';
/** Whose place this is on record, and where the clerk is. */
type TakeOver = { readonly from: ClerkId | null; readonly leaving: WindowId | null };
/** One step of a journey: two of one ticket may have been missed. */
type Missed = Pick<WindowView['missed'][number], 'ticketId' | 'stop'>;
type Waiting = Pick<WindowView['next'][number], 'ticketId' | 'number'>;
/** Each question keeps whom it is about. */
type Asked =
  | { readonly what: 'pause' | 'close'; readonly about: null }
  | ({ readonly what: 'takeOver'; readonly about: null } & TakeOver)
  | { readonly what: 'finish' | 'hold' | 'transfer' | 'addItem'; readonly about: { readonly active: TicketId } }
  | { readonly what: 'choose'; readonly about: { readonly active: TicketId | null }; readonly chosen: Waiting };

export type Desk = {
  readonly commands: Commands;
  readonly policy: HallConfig['policy'];
  readonly asked: Asked | null;
  readonly dropAsked: () => void;
  readonly can: Readonly<Record<Action, Act>>;
  readonly finish: (finish: Finish) => void;
  readonly pause: (reason: NonNullable<WindowView['pause']>['reason']) => void;
  readonly close: () => void;
  readonly takeOver: () => void;
  /** Somebody else is on record here, so that nothing can be done before this is taken over; null: nobody else. */
  readonly takenBy: ClerkId | null;
  readonly restore: (missed: Missed) => void;
  /** Asks why this number is to be called out of order; null where the hall or the moment does not allow it. */
  readonly choose: ((waiting: Waiting) => void) | null;
  readonly callNumber: (reason: ChoiceReason, note: string | null) => void;
  readonly hold: (hold: Hold) => void;
  readonly transfer: (transfer: Transfer) => void;
  readonly addItem: (added: { readonly itemId: ItemId; readonly count: number }) => void;
  readonly resumeHeld: (ticketId: TicketId) => void;
  readonly printAgain: (slip: SlipView) => void;
};

type AboutVisitor = Extract<WireCommand, { type: 'stop.finish' | 'stop.hold' | 'stop.transfer' | 'stop.addItem' }>;
type About = AboutVisitor extends infer C ? (C extends AboutVisitor ? Omit<C, 'windowId' | 'ticketId'> : never) : never;

/** `self`: who is signed in here. `isReady`: the view is current and no command is refused for that reason alone. */
export function useDesk(view: WindowView, policy: HallConfig['policy'], { self, isReady }: { readonly self: ClerkId | null; readonly isReady: boolean }): Desk {
  const commands = useCommands();
  const { windowId, status, active, undo } = view;
  const [asked, ask] = useAsked<Asked>(active?.ticketId ?? null);
  const [first] = view.held;
  const { send } = commands;
  const from = view.clerkId !== self && self !== null ? view.clerkId : null;
  const refused = commands.refusal?.rejection;
  const leaving = refused?.code === 'window.clerkElsewhere' ? (refused.windowId as WindowId) : null;
  const isIdle = isReady && commands.progress === 'idle';
  const isFree = isIdle && from === null;
  const when = (isAllowed: boolean, act: () => void): Act => (isFree && isAllowed ? act : null);
  const at = active === null ? null : { windowId, ticketId: active.ticketId };
  const resumeHeld = (ticketId: TicketId): void => send({ type: 'stop.resume', windowId, ticketId });
  /** What a dialog has settled about the visitor here. */
  const answer = (settled: About): void => {
    ask(null);
    if (asked !== null && asked.about !== null && asked.what !== 'choose') send({ ...settled, windowId, ticketId: asked.about.active });
  };
  const askAbout = (what: 'finish' | 'hold' | 'transfer' | 'addItem'): void => {
    if (at !== null) ask({ what, about: { active: at.ticketId } });
  };
  const isOpen = status !== 'closed';
  /** Nobody is asked about what cannot be done while a visitor is here. */
  const askWhenAlone = (what: 'pause' | 'close'): void => {
    if (active === null) ask({ what, about: null });
    else commands.refuse({ code: 'window.busy', ticketId: active.ticketId });
  };
  const isCalm = view.emergency === null;
  const mayCall = isCalm && (status === 'idle' || status === 'serving');
  return {
    commands,
    policy,
    takenBy: from,
    asked,
    dropAsked: () => ask(null),
    can: {
      open: when(!isOpen && view.day?.status === 'open', () => send({ type: 'window.open', windowId })),
      takeOver: isIdle && view.day?.status === 'open' && (from !== null || leaving !== null) ? () => ask({ what: 'takeOver', about: null, from, leaving }) : null,
      close: when(isOpen, () => askWhenAlone('close')),
      callNext: when(mayCall, () => send({ type: 'window.callNext', windowId, active: active?.ticketId ?? null })),
      recall: when(isCalm && status === 'calling', () => at && send({ type: 'ticket.recall', ...at })),
      start: when(status === 'calling', () => at && send({ type: 'stop.start', ...at })),
      miss: when(isCalm && status === 'calling', () => at && send({ type: 'stop.miss', ...at })),
      finish: when(at !== null, () => askAbout('finish')),
      pause: when(isOpen && view.pause === null, () => askWhenAlone('pause')),
      hold: when(at !== null, () => askAbout('hold')),
      transfer: when(at !== null, () => askAbout('transfer')),
      addItem: when(status === 'serving', () => askAbout('addItem')),
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
    takeOver() {
      ask(null);
      if (asked?.what === 'takeOver') send({ type: 'window.takeOver', windowId, from: asked.from, leaving: asked.leaving });
    },
    restore: ({ ticketId, stop }) => send({ type: 'ticket.restore', ticketId, stop }),
    choose: policy.clerksMayChoose && mayCall && isFree
      ? (chosen) => ask({ what: 'choose', about: { active: active?.ticketId ?? null }, chosen })
      : null,
    callNumber(reason, note) {
      ask(null);
      if (asked?.what === 'choose') send({ type: 'window.callNumber', windowId, active: asked.about.active, ticketId: asked.chosen.ticketId, reason, note });
    },
    resumeHeld,
    // A new id has the form of a job's.
    printAgain: ({ ticketId, slip }) => send({ type: 'slip.order', windowId, jobId: newId() as JobId, ticketId, slip }),
    hold: (hold) => answer({ type: 'stop.hold', ...hold }),
    transfer: (transfer) => answer({ type: 'stop.transfer', ...transfer }),
    addItem: (added) => answer({ type: 'stop.addItem', ...added }),
  };
}
