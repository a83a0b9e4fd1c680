// What this desk may do about payment: write a notice, confirm one at the bank, void its own.
import type { HubConfig, HubHttp } from '@hallcall/client';
import type { NoticeView, OpenNotice, WindowView } from '@hallcall/domain';
import type { Commands } from '@hallcall/ui';
import { useState } from 'react';
import type { Paid } from './confirm-payment-dialog.tsx';
import type { NoticeContent } from './notice-draft.ts';

type Asked = { readonly what: 'issue' } | { readonly what: 'confirm' | 'void'; readonly notice: OpenNotice } | null;
type Act = (() => void) | null;

export type PaymentDesk = {
  readonly asked: Asked;
  readonly ask: (asked: Asked) => void;
  /** False while stale or while a command is under way. */
  readonly canAct: boolean;
  /** The hall has a bank window. */
  readonly isOffered: boolean;
  /** The desk's keys; null where they make no sense. */
  readonly can: { readonly issue: Act; readonly confirm: Act };
  /** Every unpaid notice: the view holds the newest ones only. */
  readonly readAll: HubHttp['payments'];
  readonly issue: (content: NoticeContent) => void;
  readonly confirm: (paid: Paid) => void;
  readonly voidNotice: (reason: string) => void;
};

type Options = { readonly view: WindowView; readonly config: HubConfig; readonly commands: Commands; readonly http: HubHttp; readonly isReady: boolean };

/** `isReady`: the view is current. */
export function usePayment({ view, config, commands, http, isReady }: Options): PaymentDesk {
  const [asked, ask] = useState<Asked>(null);
  const { windowId, active, status } = view;
  const canAct = isReady && commands.progress === 'idle';
  const unpaid = unpaidHere(view);
  const about = asked === null || asked.what === 'issue' ? null : asked.notice.noticeId;
  return {
    asked,
    ask,
    canAct,
    isOffered: config.hall.payment !== null,
    readAll: http.payments,
    can: {
      issue: canAct && status === 'serving' && config.hall.payment !== null ? () => ask({ what: 'issue' }) : null,
      confirm: canAct && unpaid !== null ? () => ask({ what: 'confirm', notice: unpaid }) : null,
    },
    issue(content) {
      ask(null);
      if (active !== null) commands.send({ type: 'notice.issue', windowId, ticketId: active.ticketId, ...content });
    },
    confirm(paid) {
      ask(null);
      if (about !== null) commands.send({ type: 'notice.confirm', noticeId: about, ...paid });
    },
    voidNotice(reason) {
      ask(null);
      if (about !== null) commands.send({ type: 'notice.void', noticeId: about, reason });
    },
  };
}

/** What the visitor at a bank window owes; null at other windows. */
function unpaidHere({ active, openNotices }: WindowView): OpenNotice | null {
  const notice = openNotices === null ? undefined : active?.notices.find(({ status }: NoticeView) => status === 'open');
  return active && notice ? { ...notice, ticket: active.number } : null;
}
