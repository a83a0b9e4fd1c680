import type { SenderView } from '@hallcall/domain';
import { StatusChip, useTexts, type Names } from '@hallcall/ui';
import type { ReactNode } from 'react';

/** Whoever sent the visitor here answers for it. */
export function SenderChip({ sender, names }: { readonly sender: SenderView; readonly names: Names }): ReactNode {
  const t = useTexts();
  const from = t.window.transfer.from({ window: t.common.windowLabel({ label: names.windowLabel(sender.windowId) }) });
  return <StatusChip tone="busy" testId="sender">{`${from} · ${t.window.transfer.reason[sender.reason]}`}</StatusChip>;
}
