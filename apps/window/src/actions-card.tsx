import type { WindowView } from '@hallcall/domain';
import { Button, Card, Notice, ScrollRegion, useTexts } from '@hallcall/ui';
import { BellRing, CheckCheck, DoorClosed, DoorOpen, Hourglass, ListPlus, Megaphone, Pause, Play, ReceiptText, Send, UserCheck, UserRoundCheck, UserX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { keyOf } from './hotkeys.ts';
import { RecallHint } from './recall-hint.tsx';
import { UndoKey } from './undo-key.tsx';
import type { Desk } from './use-desk.ts';
import { usePaperBack } from './use-paper-back.ts';
import type { PaymentDesk } from './use-payment.ts';

type Props = { readonly view: WindowView; readonly desk: Desk };

/** Centre: the one next key, large, always in the same place and always in sight; everything else passes below it. */
export function ActionsCard({ view, desk, payment }: Props & { readonly payment: PaymentDesk }): ReactNode {
  const t = useTexts();
  const { commands, can } = desk;
  const paper = usePaperBack(view);
  return (
    <Card label={t.window.keysTitle} className="@container">
      <div className="hc-next shrink-0 px-3 pt-2 @min-[25rem]:pt-3" data-testid="next-key"><NextKey view={view} desk={desk} /></div>
      <ScrollRegion label={t.common.actions} className="flex min-h-0 flex-1 flex-col gap-1 overflow-auto px-3 py-1">
        <div className="hc-keys" data-testid="keys">
          {view.status === 'calling' ? (
            <Act icon={BellRing} hotkey={keyOf.callNext} word={t.window.action.callNext} act={can.callNext} />
          ) : null}
          <Act icon={Megaphone} hotkey={keyOf.recall} word={t.window.action.recall} act={can.recall} />
          {view.status === 'calling' ? null : <Act icon={UserCheck} hotkey={keyOf.start} word={t.window.action.start} act={can.start} />}
          <Act icon={UserX} hotkey={keyOf.missed} word={t.window.action.missed} act={can.miss} />
          <Act icon={CheckCheck} hotkey={keyOf.finish} word={t.window.action.finish} act={can.finish} />
          <Act icon={Hourglass} hotkey={keyOf.hold} word={t.window.hold.button} act={can.hold} />
          <Act icon={Send} hotkey={keyOf.transfer} word={t.window.transfer.button} act={can.transfer} />
          <Act icon={ListPlus} hotkey={keyOf.addItem} word={t.window.addItem.button} act={can.addItem} />
          {payment.isOffered ? <Act icon={ReceiptText} hotkey={keyOf.bill} word={t.payment.issue.button} act={payment.can.issue} /> : null}
          <UndoKey undo={view.undo} act={can.undo} withinMs={desk.policy.undoWithinMs} />
          <Act icon={Pause} hotkey={keyOf.pause} word={t.window.action.pause} act={can.pause} />
          <Act icon={DoorClosed} hotkey={keyOf.duty} word={t.window.action.close} act={can.close} />
        </div>
        {paper === null ? null : <output className="font-strong" data-testid="take-back">{t.handed.desk.takeBack[paper]}</output>}
        {view.active?.status === 'called' && view.emergency === null ? <RecallHint active={view.active} policy={desk.policy} /> : null}
      </ScrollRegion>
      <div className="hc-answer flex shrink-0 flex-col gap-1 px-3 pb-1">
        {/* Under a refusal nothing is under way: its room is the keys'. */}
        <output className={`text-soft ${commands.refusal === null ? '@min-[25rem]:min-h-3' : ''}`} aria-live="polite">
          {commands.progress === 'working' ? t.window.working : commands.progress === 'resending' ? t.window.resending : ''}
        </output>
        {commands.refusal === null ? null : (
          <div data-testid="refusal">
            <Notice message={commands.refusal.message} code={commands.refusal.code} />
          </div>
        )}
      </div>
    </Card>
  );
}

function NextKey({ view, desk }: Props): ReactNode {
  const t = useTexts().window;
  const { can } = desk;
  if (desk.takenBy !== null || can.takeOver !== null) {
    return <Big icon={UserRoundCheck} hotkey={keyOf.duty} word={desk.takenBy === null ? t.takeOver.move : t.takeOver.button} act={can.takeOver} />;
  }
  switch (view.status) {
    case 'closed':
      return <Big icon={DoorOpen} hotkey={keyOf.duty} word={t.open.button} act={can.open} />;
    case 'idle':
      return <Big icon={BellRing} hotkey={keyOf.callNext} word={t.action.callNext} act={can.callNext} />;
    case 'calling':
      return <Big icon={UserCheck} hotkey={keyOf.start} word={t.action.start} act={can.start} />;
    case 'serving':
      return <Big icon={BellRing} hotkey={keyOf.callNext} word={t.finish.submitAndNext} act={can.callNext} />;
    case 'paused':
      return <Big icon={Play} hotkey={keyOf.pause} word={t.action.resume} act={can.resume} />;
  }
}

type ActProps = { readonly icon: LucideIcon; readonly hotkey: string; readonly word: string; readonly act: (() => void) | null };

function Big({ icon, hotkey, word, act }: ActProps): ReactNode {
  return (
    <Button variant="primary" size="kiosk" icon={icon} hotkey={hotkey} isWide isDisabled={act === null} onPress={() => act?.()}>
      {word}
    </Button>
  );
}

function Act({ icon, hotkey, word, act }: ActProps): ReactNode {
  return (
    <Button size="large" icon={icon} hotkey={hotkey} isWide isSpread isDisabled={act === null} onPress={() => act?.()}>
      {word}
    </Button>
  );
}
