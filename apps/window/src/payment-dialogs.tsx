import type { HubConfig } from '@hallcall/client';
import type { WindowView } from '@hallcall/domain';
import { VoidNoticeDialog, type Names } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { ConfirmPaymentDialog } from './confirm-payment-dialog.tsx';
import { NoticeDialog } from './notice-dialog.tsx';
import type { PaymentDesk } from './use-payment.ts';

type Props = { readonly payment: PaymentDesk; readonly view: WindowView; readonly config: HubConfig; readonly names: Names };

/** What is asked before a notice is written, confirmed or voided. */
export function PaymentDialogs({ payment, view, config, names }: Props): ReactNode {
  const { asked, dropAsked: close } = payment;
  switch (asked?.what) {
    case undefined:
      return null;
    case 'issue':
      return view.active === null ? null : <NoticeDialog active={view.active} config={config} names={names} onIssue={payment.issue} onClose={close} />;
    case 'confirm':
      return (
        <ConfirmPaymentDialog
          notice={asked.notice} isHere={view.active?.notices.some(({ noticeId }) => noticeId === asked.notice.noticeId) ?? false}
          names={names} onConfirm={payment.confirm} onClose={close}
        />
      );
    case 'void':
      return <VoidNoticeDialog notice={asked.notice} onVoid={payment.voidNotice} onClose={close} />;
  }
}
