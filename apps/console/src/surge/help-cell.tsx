// A queue with more people than its windows can serve: one press gives it one more window, another takes it back.
import type { ConsoleView, QueueId, WindowId } from '@hallcall/domain';
import { Button, Dialog, StatusChip, useTexts } from '@hallcall/ui';
import { LifeBuoy, Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { WindowStatusChip } from '../window-status-chip.tsx';
import { couldHelp, helpersOf } from './helpers.ts';

type Queue = ConsoleView['queues'][number];

export function HelpCell({ queue }: { readonly queue: Queue }): ReactNode {
  const t = useTexts();
  const { surge } = t.limits;
  const { view, config, names, commands, canAct } = useConsole();
  const [isChoosing, setIsChoosing] = useState(false);
  const { queueId } = queue;
  const helpers = helpersOf(view, queueId);
  const [first] = couldHelp(view, config, queueId);
  const label = (windowId: WindowId): string => t.common.windowLabel({ label: names.windowLabel(windowId) });
  const help = (windowId: WindowId): void => commands.send({ type: 'window.help', windowId, queueId, place: 'first' });
  return (
    <div className="flex flex-wrap items-center justify-end gap-1" data-testid={`surge-${queueId}`}>
      {queue.isSurging ? <StatusChip tone="late">{surge.isOver}</StatusChip> : null}
      {helpers.map(({ windowId }) => (
        <Button key={windowId} size="small" icon={Undo2} isDisabled={!canAct} onPress={() => commands.send({ type: 'window.endHelp', windowId })} testId={`end-help-${windowId}`}>
          {surge.end({ window: label(windowId) })}
        </Button>
      ))}
      {queue.isSurging && first ? (
        <Button size="small" variant="primary" icon={LifeBuoy} isDisabled={!canAct} onPress={() => help(first.windowId)} testId={`help-${queueId}`}>
          {surge.help({ window: label(first.windowId) })}
        </Button>
      ) : null}
      {queue.isSurging && !first && helpers.length === 0 ? <span className="text-small text-soft">{surge.nobody}</span> : null}
      {first && (queue.isSurging || queue.waiting > 0) ? <Button size="small" isDisabled={!canAct} onPress={() => setIsChoosing(true)} testId={`choose-help-${queueId}`}>{surge.choose}</Button> : null}
      {isChoosing ? <ChooseDialog queueId={queueId} onClose={() => setIsChoosing(false)} /> : null}
    </div>
  );
}

function ChooseDialog({ queueId, onClose }: { readonly queueId: QueueId; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const { surge } = t.limits;
  const { view, config, names, commands, canAct } = useConsole();
  const help = (windowId: WindowId, place: 'first' | 'behind'): void => {
    commands.send({ type: 'window.help', windowId, queueId, place });
    onClose();
  };
  return (
    <Dialog isOpen isWide title={surge.title({ queue: names.queue(queueId) })} onClose={onClose} actions={<Button onPress={onClose}>{t.common.back}</Button>}>
      <p className="text-soft">{surge.hint}</p>
      <ul className="flex flex-col gap-1">
        {couldHelp(view, config, queueId).map(({ windowId, status, help: other }) => (
          <li key={windowId} className="flex flex-wrap items-center gap-1 border-b border-line py-0.5 last:border-0">
            <strong className="min-w-12">{t.common.windowLabel({ label: names.windowLabel(windowId) })}</strong>
            <WindowStatusChip status={status} />
            {other ? <span className="text-small text-soft">{surge.helpsNow({ queue: names.queue(other.queueId) })}</span> : null}
            <span className="ml-auto flex gap-1">
              <Button size="small" variant="primary" isDisabled={!canAct} onPress={() => help(windowId, 'first')} testId={`first-${windowId}`}>{surge.first}</Button>
              <Button size="small" isDisabled={!canAct} onPress={() => help(windowId, 'behind')} testId={`behind-${windowId}`}>{surge.behind}</Button>
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
