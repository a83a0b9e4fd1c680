// A number of a kiosk that cannot reach the hub: entered from its paper, so that its visitor waits like everybody else.
import { newId } from '@hallcall/client';
import { useHub } from '@hallcall/client/react';
import type { ItemCount, TicketId } from '@hallcall/domain';
import { Button, Card, TextField, useTexts } from '@hallcall/ui';
import { ClipboardPen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { AfterNumber } from './after-number.tsx';
import { ChainField, chainOf, type ChainId } from './chain-field.tsx';
import { DeskFoot } from './desk-foot.tsx';
import { GivenNumber } from './given-number.tsx';
import { ItemPicker } from './item-picker.tsx';
import { momentOf, numberOf, ticketOfQr, type ScannedTicket } from './paper-number.ts';
import { anybody, PersonFields, toldOf } from './person-fields.tsx';
import { useGiven } from './use-given.ts';

const longestQr = 300;

export function EnterCard(): ReactNode {
  const { limits: { desk: t } } = useTexts();
  const { canAct, config } = useConsole();
  const hub = useHub();
  const [typed, setTyped] = useState('');
  const [qr, setQr] = useState('');
  const [time, setTime] = useState('');
  const [items, setItems] = useState<readonly ItemCount[]>([]);
  const [chain, setChain] = useState<ChainId | null>(null);
  const [visitor, setVisitor] = useState(anybody);
  /** How many were entered: the keyboard starts at the number again. */
  const [turn, setTurn] = useState(0);
  const desk = useGiven();
  const number = numberOf(typed);
  const scanned = qr.trim() === '' ? null : ticketOfQr(qr, config.hall.hallId);
  const now = hub.now();
  const issuedAt = now === null ? null : time.trim() === '' ? Math.floor(now) : momentOf(time, now, config.hall.timeZone);
  const isReady = number !== null && items.length > 0 && issuedAt !== null && !(scanned && 'problem' in scanned);
  const enter = async (): Promise<void> => {
    if (number === null || issuedAt === null) return;
    await desk.ask({ type: 'ticket.enter', ticketId: idOf(scanned), number, items: [...items], language: visitor.language, issuedAt, ...chainOf(chain), ...toldOf(visitor) });
  };
  const choose = (chosen: ChainId | null, all: readonly ItemCount[]): void => {
    setChain(chosen);
    setItems(all);
  };
  const next = (): void => {
    desk.forget();
    for (const clear of [setTyped, setQr, setTime]) clear('');
    choose(null, []);
    setVisitor(anybody);
    setTurn(turn + 1);
  };
  return (
    <Card title={t.enter}>
      <div className="flex min-h-12 flex-1 flex-col gap-1 overflow-auto px-3 py-1">
        {desk.given === null ? <p className="text-soft">{t.enterHint}</p> : null}
        <div className="grid grid-cols-2 gap-1">
          <TextField key={turn} label={t.number} hint={t.numberHint} value={typed} onChange={setTyped} maxLength={12} error={typed.trim() === '' || number ? null : t.numberWrong} takesFocus={turn > 0} />
          <TextField label={t.time} hint={t.timeHint} value={time} onChange={setTime} maxLength={8} error={issuedAt === null && time !== '' ? t.timeWrong : null} />
        </div>
        <TextField label={t.qr} hint={t.qrHint} value={qr} onChange={setQr} maxLength={longestQr} error={scanned && 'problem' in scanned ? t.qrWrong[scanned.problem] : null} />
        <ChainField chain={chain} onChange={choose} />
        <ItemPicker name="enter" items={items} onChange={setItems} />
        <PersonFields visitor={visitor} onChange={setVisitor} />
      </div>
      <DeskFoot>
        <GivenNumber desk={desk} words={t.entered} testId="desk-entered" />
        {desk.given === null
          ? <Button icon={ClipboardPen} isDisabled={!canAct || !isReady} isPending={desk.isUnderWay} onPress={() => void enter()} testId="desk-enter">{t.enterIt}</Button>
          : <AfterNumber desk={desk} name="desk-enter" onNext={next} />}
      </DeskFoot>
    </Card>
  );
}

/** Without its code the ticket gets an id of its own; the kiosk finds it by the number. A fresh id has the shape of the brand. */
const idOf = (scanned: ScannedTicket | null): TicketId => (scanned && 'ticketId' in scanned ? scanned.ticketId : (newId() as TicketId));
