import type { WindowView } from '@hallcall/domain';
import { StatusChip, useTexts, type Names } from '@hallcall/ui';
import type { ReactNode } from 'react';

/** What this window serves for a while beside its own queues, and in which order. */
export function HelpNotice({ help, names }: { readonly help: WindowView['help']; readonly names: Names }): ReactNode {
  const { surge } = useTexts().limits;
  if (help === undefined) return null;
  return (
    <p className="flex flex-wrap items-center gap-1 border-b border-line bg-late-tint px-3 py-0.5" data-testid="help">
      <StatusChip tone="late">{surge.helping}</StatusChip>
      <strong>{names.queue(help.queueId)}</strong>
      <span className="text-small">{help.isFirst ? surge.isFirst : surge.isBehind}</span>
    </p>
  );
}
