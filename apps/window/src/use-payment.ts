// What this desk may do about payment: write a notice, confirm one at the bank, void its own.
import { newId, type HubConfig, type HubHttp } from '@hallcall/client';
import type { JobId, NoticeView, OpenNotice, TicketId, WindowView } from '@hallcall/domain';
import type { Commands } from '@hallcall/ui';
import type { Paid } from './confirm-payment-dialog.tsx';
import type { NoticeContent } from './notice-draft.ts';
import { useAsked } from './use-asked.ts';

type Asked =
  | { readonly what: 'issue'; readonly about: { readonly active: TicketId } }
  | { readonly what: 'confirm' | 'void'; readonly about: { readonly active: TicketId } | null; readonly notice: OpenNotice };
type Act = (() => void) | null;

export type PaymentDesk = {
  readonly asked: Asked | null;
  readonly dropAsked: () => void;
  /** Of a notice in a list. */
  readonly askOf: (what: 'confirm' | 'void', notice: OpenNotice) => void;
  /** False while stale or while a command is under way. */
  readonly canAct: boolean;
  /** The hall has a bank window. */
  readonly isOffered: boolean;
  /** The desk's keys; null where they make no sense. */
  readonly can: { readonly issue: Act; readonly confirm: Act };
  /** Every unpaid notice: the view holds the newest ones only. */
  readonly readAll: () => ReturnType<HubHttp['payments']>;
  readonly issue: (content: NoticeContent) => void;
  readonly confirm: (paid: Paid) => void;
  readonly voidNotice: (reason: string) => void;
  /** Any open notice on this window's own printer; null where it has none. */
  readonly printAgain: ((notice: OpenNotice) => void) | null;
};

type Options = { readonly view: WindowView; readonly config: HubConfig; readonly commands: Commands; readonly http: HubHttp; readonly isReady: boolean };

/** `isReady`: the view is current, and nobody else is on record here. */
export function usePayment({ view, config, commands, http, isReady }: Options): PaymentDesk {
  const { windowId, active, status } = view;
  const [asked, ask] = useAsked<Asked>(active?.ticketId ?? null);
  const canAct = isReady && commands.progress === 'idle';
  const hasPrinter = config.hall.windows.some(({ id, printer }) => id === windowId && printer !== null);
  const unpaid = unpaidHere(view);
  const noticeId = asked === null || asked.what === 'issue' ? null : asked.notice.noticeId;
  /** The money of whoever stands here is theirs to bring; a voided notice, and money that came by phone, are nobody's here. */
  const askOf = (what: 'confirm' | 'void', notice: OpenNotice): void => {
    const isHere = what === 'confirm' && active !== null && active.notices.some((own) => own.noticeId === notice.noticeId);
    ask({ what, notice, about: isHere ? { active: active.ticketId } : null });
  };
  return {
    asked,
    dropAsked: () => ask(null),
    askOf,
    canAct,
    isOffered: config.hall.payment !== null,
    readAll: () => http.payments(null),
    can: {
      issue: canAct && status === 'serving' && active !== null && config.hall.payment !== null ? () => ask({ what: 'issue', about: { active: active.ticketId } }) : null,
      confirm: canAct && unpaid !== null ? () => askOf('confirm', unpaid) : null,
    },
    issue(content) {
      ask(null);
      if (asked?.what === 'issue') commands.send({ type: 'notice.issue', windowId, ticketId: asked.about.active, ...content });
    },
    confirm(paid) {
      ask(null);
      if (noticeId !== null) commands.send({ type: 'notice.confirm', noticeId, ...paid });
    },
    voidNotice(reason) {
      ask(null);
      if (noticeId !== null) commands.send({ type: 'notice.void', noticeId, reason });
    },
    // A new id has the form of a job's.
    printAgain: hasPrinter
      ? ({ ticketId, noticeId: of }) => commands.send({ type: 'slip.order', windowId, jobId: newId() as JobId, ticketId, slip: { kind: 'payment', noticeId: of } })
      : null,
  };
}

/** What the visitor at a bank window owes; null at other windows. */
function unpaidHere({ active, openNotices }: WindowView): OpenNotice | null {
  const notice = openNotices === null ? undefined : active?.notices.find(({ status }: NoticeView) => status === 'open');
  return active && notice ? { ...notice, ticketId: active.ticketId, ticket: active.number } : null;
}
