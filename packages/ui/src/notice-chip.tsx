import type { NoticeView } from '@hallcall/domain';
import type { ReactNode } from 'react';
import { useTexts } from './language.tsx';
import { StatusChip, type StatusTone } from './status-chip.tsx';

const toneOf: Readonly<Record<NoticeView['status'], StatusTone>> = { open: 'late', paid: 'done', voided: 'quiet', expired: 'quiet' };

/** What became of a payment notice. */
export function NoticeChip({ status }: { readonly status: NoticeView['status'] }): ReactNode {
  return <StatusChip tone={toneOf[status]} testId={`notice-${status}`}>{useTexts().payment.status[status]}</StatusChip>;
}
