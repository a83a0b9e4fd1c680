// A number for somebody who cannot use a kiosk: printed where a person chooses, or copied by hand.
import { newId } from '@hallcall/client';
import type { CommandOf, ItemCount } from '@hallcall/domain';
import { Button, Card, SelectField, TextField, useTexts } from '@hallcall/ui';
import { Ticket } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { AfterNumber } from './after-number.tsx';
import { ChainField, chainOf, type ChainId } from './chain-field.tsx';
import { DeskFoot } from './desk-foot.tsx';
import { GivenNumber } from './given-number.tsx';
import { ItemPicker } from './item-picker.tsx';
import { anybody, PersonFields, toldOf } from './person-fields.tsx';
import { useGiven } from './use-given.ts';

/** What a return pass asks for; its items cannot be changed. */
export type OfPass = { readonly code: string; readonly items: readonly ItemCount[] };

const byHand = 'by hand';

export function IssueCard({ ofPass, onPassOver }: { readonly ofPass: OfPass | null; readonly onPassOver: () => void }): ReactNode {
  const { limits: { desk: t } } = useTexts();
  const { canAct, view } = useConsole();
  const [picked, setItems] = useState<readonly ItemCount[]>([]);
  const [chain, setChain] = useState<ChainId | null>(null);
  const [visitor, setVisitor] = useState(anybody);
  const [printer, setPrinter] = useState(byHand);
  const [reason, setReason] = useState('');
  const [wasPrinted, setWasPrinted] = useState(false);
  /** How many were served: the keyboard starts at the search again. */
  const [turn, setTurn] = useState(0);
  const desk = useGiven();
  const items = ofPass?.items ?? picked;
  const isFull = desk.refusal?.code === 'quota.full';
  const printers = view.devices.filter(({ kind, connected }) => kind === 'agent' && connected);
  const take = async (): Promise<void> => {
    const device = printers.find(({ deviceId }) => deviceId === printer);
    setWasPrinted(device !== undefined);
    await desk.ask({
      type: 'ticket.issueAtDesk', items: [...items], language: visitor.language, ...toldOf(visitor), ...(ofPass ? { pass: ofPass.code } : chainOf(chain)),
      // A fresh id has the shape that the brand stands for.
      printer: device ? { deviceId: device.deviceId, jobId: newId() as JobId } : null,
      ...(reason.trim() === '' ? {} : { overQuota: reason.trim() }),
    });
  };
  const choose = (chosen: ChainId | null, all: readonly ItemCount[]): void => {
    setChain(chosen);
    setItems(all);
  };
  const next = (): void => {
    desk.forget();
    choose(null, []);
    setVisitor(anybody);
    setReason('');
    setTurn(turn + 1);
    onPassOver();
  };
  return (
    <Card title={t.issue} className="xl:flex-initial">
      <div className="flex min-h-12 flex-1 flex-col gap-1 overflow-auto px-3 py-1">
        {isFull ? null : <p className="text-soft">{t.issueHint}</p>}
        {ofPass === null && !isFull ? <ChainField chain={chain} onChange={choose} /> : null}
        {ofPass === null ? <ItemPicker key={turn} name="issue" items={picked} onChange={setItems} takesFocus={turn > 0} /> : <PassItems items={ofPass.items} />}
        <PersonFields visitor={visitor} onChange={setVisitor}>
          <SelectField
            label={t.paper} value={printer} onChange={setPrinter} placeholder={t.byHand}
            options={[{ id: byHand, name: t.byHand }, ...printers.map(({ deviceId, name }) => ({ id: String(deviceId), name: t.printAt({ device: name }) }))]}
          />
        </PersonFields>
      </div>
      <DeskFoot>
        <GivenNumber desk={desk} words={wasPrinted ? t.isPrinting : t.copyIt} testId="desk-given" />
        {desk.given === null ? (
          <div className="flex items-center gap-2">
            {isFull || reason !== '' ? <div className="min-w-0 flex-1"><TextField label={t.overQuota} hint={t.overQuotaHint} value={reason} onChange={setReason} maxLength={200} /></div> : null}
            <Button variant="primary" icon={Ticket} isDisabled={!canAct || items.length === 0} isPending={desk.isUnderWay} onPress={() => void take()} testId="desk-take">{t.take}</Button>
          </div>
        ) : <AfterNumber desk={desk} name="desk" onNext={next} />}
      </DeskFoot>
    </Card>
  );
}

type JobId = NonNullable<CommandOf<'ticket.issueAtDesk'>['printer']>['jobId'];

function PassItems({ items }: Pick<OfPass, 'items'>): ReactNode {
  const { limits: { desk: t } } = useTexts();
  const { names } = useConsole();
  return (
    <p className="rounded-small border border-line bg-sunken px-1.5 py-1" data-testid="desk-pass-items">
      <strong>{t.withPass}</strong> {items.map(({ itemId, count }) => `${names.item(itemId)} × ${count}`).join(' · ')}
    </p>
  );
}
