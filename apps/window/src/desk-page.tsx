// The desk at work: person, next key, queue; keys; what is asked before it is done.
import type { HubConfig, HubHttp, ViewOf } from '@hallcall/client';
import { useConfig, useHubClock, useHubStatus, useReloadOnNewBuild, useView } from '@hallcall/client/react';
import { ConfirmDialog, LoadingState, Notice, StaleBanner, useLanguage, useTexts, useNames } from '@hallcall/ui';
import { useEffect, type ReactNode } from 'react';
import { AddItemDialog } from './add-item-dialog.tsx';
import { ActionsCard } from './actions-card.tsx';
import { ChooseDialog } from './choose-dialog.tsx';
import { DeskHead } from './desk-head.tsx';
import { FinishDialog } from './finish-dialog.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { materialChoices } from './material-choices.ts';
import { keyOf, useHotkeys, type KeyMap } from './hotkeys.ts';
import { PaymentDialogs } from './payment-dialogs.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { PersonCard } from './person-card.tsx';
import { QueueCard } from './queue-card.tsx';
import { TakeOverDialog } from './take-over-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { useDesk, type Desk } from './use-desk.ts';
import { usePayment, type PaymentDesk } from './use-payment.ts';

type Session = { readonly http: HubHttp; readonly onSignOut: () => void; readonly onRefused: () => void };

export function DeskPage({ http, onSignOut, onRefused }: Session): ReactNode {
  const t = useTexts();
  const message = useView('window');
  const config = useConfig(message?.config ?? null);
  const { refusal } = useHubStatus();
  useEffect(() => {
    if (refusal === 'session.unknown') onRefused();
  }, [refusal, onRefused]);
  if (message === null || config === null) return <LoadingState label={t.health.connecting} />;
  return <DeskScreen message={message} config={config} http={http} onSignOut={onSignOut} />;
}

function DeskScreen(props: { readonly message: ViewOf<'window'>; readonly config: HubConfig; readonly http: HubHttp; readonly onSignOut: () => void }): ReactNode {
  const { config } = props;
  const { view } = props.message;
  const t = useTexts();
  const { link, heardAt, welcome } = useHubStatus();
  const self = welcome?.actor.role === 'clerk' ? welcome.actor.clerkId : null;
  const now = useHubClock(1_000);
  const names = useNames(config);
  const { policy, timeZone } = config.hall;
  const isStale = link !== 'live';
  const desk = useDesk(view, policy, { self, isReady: !isStale });
  const isOurs = !isStale && desk.takenBy === null;
  const payment = usePayment({ view, config, commands: desk.commands, http: props.http, isReady: isOurs });
  const isAsking = desk.asked !== null || payment.asked !== null;
  useReloadOnNewBuild(view.active === null && !isAsking);
  useHotkeys(keysOf(view, desk, payment), !isAsking);
  const isDayOpen = view.day?.status === 'open';
  // An emergency goes before all else, also as last heard: in doubt people leave.
  const trouble = view.emergency ? 'hall.emergency' : isDayOpen || isStale ? null : 'day.closed';
  return (
    <div className="hc-desk-page h-full min-h-0">
      <div className="hc-desk-flow flex h-full min-h-0 flex-col">
        <StaleBanner isStale={isStale} heardAt={heardAt} timeZone={timeZone} action={t.window.stale.action} />
        <DeskHead label={names.windowLabel(view.windowId)} clerkId={self ?? view.clerkId} now={now} timeZone={timeZone} onSignOut={props.onSignOut} />
        {trouble === null ? null : (
          <div className="px-2 pt-2">
            <Notice message={t.rejection[trouble]} code={null} tone={trouble === 'hall.emergency' ? 'fault' : 'late'} />
          </div>
        )}
        {desk.takenBy === null || trouble !== null ? null : (
          <div className="px-2 pt-2" data-testid="taken">
            <Notice message={t.window.takeOver.taken({ clerk: desk.takenBy })} code={null} tone="late" />
          </div>
        )}
        <main className="hc-desk" data-stale={isStale}>
          <PersonCard view={view} config={config} names={names} timeZone={timeZone} confirmPayment={payment.can.confirm} />
          <ActionsCard view={view} desk={desk} payment={payment} />
          <QueueCard
            view={view}
            names={names}
            timeZone={timeZone}
            payment={payment}
            longWaitMs={policy.agedAfterMs}
            canAct={isOurs && desk.commands.progress === 'idle'}
            onResume={desk.resumeHeld}
            onRestore={desk.restore}
            onChoose={desk.choose}
            onAgain={desk.printAgain}
          />
        </main>
      </div>
      <Asked desk={desk} view={view} config={config} />
      <PaymentDialogs payment={payment} view={view} config={config} names={names} />
    </div>
  );
}

type AskedProps = { readonly desk: Desk; readonly view: ViewOf<'window'>['view']; readonly config: HubConfig };

function Asked({ desk, view, config }: AskedProps): ReactNode {
  const t = useTexts();
  const names = useNames(config);
  const { language } = useLanguage();
  const count = view.active?.items.reduce((sum, item) => sum + item.count, 0) ?? 1;
  const { asked, dropAsked: close } = desk;
  switch (asked?.what) {
    case undefined:
      return null;
    case 'finish':
      return (
        <FinishDialog
          count={count} isInferred={view.active?.status === 'called'} choices={materialChoices(config, view.active?.items ?? [], language)}
          passDays={config.hall.policy.returnPassDays} onFinish={desk.finish} onClose={close}
        />
      );
    case 'choose':
      return <ChooseDialog number={asked.chosen.number} onCall={desk.callNumber} onClose={close} />;
    case 'pause':
      return <PauseDialog onPause={desk.pause} onClose={close} />;
    case 'hold':
      return <HoldDialog onHold={desk.hold} onClose={close} />;
    case 'transfer':
      return <TransferDialog config={config} windowId={view.windowId} staffed={view.staffed} onBreak={view.onBreak ?? []} helping={view.helping ?? []} from={view.active?.queueId ?? null} onTransfer={desk.transfer} onClose={close} />;
    case 'addItem':
      return <AddItemDialog config={config} names={names} queueId={view.active?.queueId ?? null} onAdd={desk.addItem} onClose={close} />;
    case 'takeOver':
      return <TakeOverDialog from={asked.from} leaving={asked.leaving} names={names} onTakeOver={desk.takeOver} onClose={close} />;
    case 'close':
      return (
        <ConfirmDialog
          isOpen
          title={t.window.action.close}
          body={t.window.closeConfirm}
          confirm={t.window.action.close}
          onConfirm={desk.close}
          onClose={close}
        />
      );
  }
}

function keysOf(view: ViewOf<'window'>['view'], desk: Desk, payment: PaymentDesk): KeyMap {
  const { can } = desk;
  const restores = view.missed.slice(0, 9).map((missed, index) => {
    const isPossible = missed.canRestore && can.close !== null;
    return [`Alt+${index + 1}`, isPossible ? () => desk.restore(missed) : null] as const;
  });
  return {
    [keyOf.callNext]: can.callNext,
    [keyOf.recall]: can.recall,
    [keyOf.start]: can.start,
    [keyOf.missed]: can.miss,
    [keyOf.finish]: can.finish,
    [keyOf.pause]: can.resume ?? can.pause,
    [keyOf.duty]: can.takeOver ?? can.open ?? can.close,
    [keyOf.hold]: can.hold,
    [keyOf.transfer]: can.transfer,
    [keyOf.addItem]: can.addItem,
    [keyOf.bill]: payment.can.issue,
    [keyOf.confirmPayment]: payment.can.confirm,
    [keyOf.undo]: can.undo,
    [keyOf.resumeHeld]: can.resumeHeld,
    ...Object.fromEntries(restores),
  };
}
