// What a code of eight digits is good for: with a return pass a number is taken in the card beside, with a booking here.
import type { HttpRefusal } from '@hallcall/client';
import type { BookedReply, ReturnPassReply } from '@hallcall/protocol';
import { rejectionText, type Message, type Texts } from '@hallcall/text';
import { Button, Card, Notice, problemMessage, TextField, useLanguage, useTexts } from '@hallcall/ui';
import { Search, Ticket } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { checkIn } from '../booking/check-in.ts';
import { slotWords } from '../booking/slot-words.ts';
import { useConsole } from '../console-context.tsx';
import { GivenNumber } from './given-number.tsx';
import type { OfPass } from './issue-card.tsx';
import { useGiven, type Desk } from './use-given.ts';

type Found<T> = { readonly code: string; readonly reply: T };

export function PassCard({ onUse }: { readonly onUse: (pass: OfPass) => void }): ReactNode {
  const t = useTexts();
  const words = t.limits.desk;
  const { http } = useConsole();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<Found<BookedReply | ReturnPassReply> | null>(null);
  const desk = useGiven();
  const [problem, setProblem] = useState<HttpRefusal | null>(null);
  const code = typed.replaceAll(/\s/g, '');
  const isCode = /^\d{8}$/.test(code);
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isCode) return;
    desk.forget();
    const reply = await http.pass(code);
    setFound(reply.ok ? { code, reply: reply.body } : null);
    setProblem(reply.ok ? null : reply.problem);
  };
  return (
    <Card label={words.pass} className="shrink-0">
      <form className="flex flex-wrap items-center gap-x-2 px-3 py-1" onSubmit={(event) => void ask(event)}>
        <TextField label={words.passCode} hint={words.passHint} value={typed} onChange={setTyped} maxLength={12} inputMode="numeric" />
        <Button type="submit" icon={Search} isDisabled={!isCode} testId="pass-ask">{words.look}</Button>
      </form>
      {problem === null ? null : <Notice message={messageOf(t, problem)} code={problem.code} />}
      {found === null ? null : <FoundCode found={found} desk={desk} onUse={onUse} />}
    </Card>
  );
}

type FoundProps = { readonly found: Found<BookedReply | ReturnPassReply>; readonly desk: Desk; readonly onUse: (pass: OfPass) => void };

function FoundCode({ found: { code, reply }, desk, onUse }: FoundProps): ReactNode {
  return 'booking' in reply ? <FoundBooking found={{ code, reply }} desk={desk} /> : <FoundPass found={{ code, reply }} onUse={onUse} />;
}

function FoundBooking({ found: { code, reply: { items, booking } }, desk }: { readonly found: Found<BookedReply>; readonly desk: Desk }): ReactNode {
  const { booking: words, limits } = useTexts();
  const { language } = useLanguage();
  const { names, config, canAct } = useConsole();
  const take = (): void => void desk.ask(checkIn({ code, items }, language));
  return (
    <div className="flex flex-col items-start gap-1 px-3 pb-1.5" data-testid="booking-found">
      <strong>{items.map(({ itemId, count }) => `${names.item(itemId)} × ${count}`).join(' · ')}</strong>
      <span className="hc-tabular">{words.kiosk.slot({ time: slotWords(booking, language, config.hall.timeZone) })}</span>
      <GivenNumber desk={desk} words={limits.desk.copyIt} testId="booking-given" />
      {desk.given === null ? <Button icon={Ticket} isDisabled={!canAct || desk.isUnderWay} onPress={take} testId="booking-use">{words.checkIn.button}</Button> : null}
    </div>
  );
}

function FoundPass({ found: { code, reply: pass }, onUse }: { readonly found: Found<ReturnPassReply>; readonly onUse: (pass: OfPass) => void }): ReactNode {
  const { limits: { desk: t } } = useTexts();
  const { names } = useConsole();
  return (
    <div className="flex flex-col items-start gap-1 px-3 pb-1.5" data-testid="pass-found">
      <strong>{pass.items.map(({ itemId, count }) => `${names.item(itemId)} × ${count}`).join(' · ')}</strong>
      <span>{t.validUntil({ date: pass.validUntil })}</span>
      <Button icon={Ticket} onPress={() => onUse({ code, items: pass.items })} testId="pass-use">{t.takeWithPass}</Button>
    </div>
  );
}

function messageOf(t: Texts, problem: HttpRefusal): Message {
  if (problem.code === 'pass.unknown' || problem.code === 'pass.used' || problem.code === 'pass.voided' || problem.code === 'pass.expired') return rejectionText(t, problem);
  return problemMessage(t, problem);
}
