// What a return pass is good for, by its eight digits; a number is taken with it in the card beside.
import type { HttpRefusal } from '@hallcall/client';
import type { ReturnPassReply } from '@hallcall/protocol';
import { rejectionText, type Message, type Texts } from '@hallcall/text';
import { Button, Card, Notice, problemMessage, TextField, useTexts } from '@hallcall/ui';
import { Search, Ticket } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import type { OfPass } from './issue-card.tsx';

type Found = { readonly code: string; readonly pass: ReturnPassReply };

export function PassCard({ onUse }: { readonly onUse: (pass: OfPass) => void }): ReactNode {
  const t = useTexts();
  const { desk } = t.limits;
  const { http } = useConsole();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  /** A code of the other kind: numbers for bookings are taken on their own page. */
  const [isBooking, setIsBooking] = useState(false);
  const [problem, setProblem] = useState<HttpRefusal | null>(null);
  const code = typed.replaceAll(/\s/g, '');
  const isCode = /^\d{8}$/.test(code);
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isCode) return;
    const reply = await http.pass(code);
    const booked = reply.ok && 'booking' in reply.body;
    setIsBooking(booked);
    setFound(reply.ok && !('booking' in reply.body) ? { code, pass: reply.body } : null);
    setProblem(reply.ok ? null : reply.problem);
  };
  return (
    <Card label={desk.pass} className="shrink-0">
      <form className="flex flex-wrap items-center gap-x-2 px-3 py-1" onSubmit={(event) => void ask(event)}>
        <TextField label={`${desk.pass} · ${desk.passCode}`} hint={desk.passHint} value={typed} onChange={setTyped} maxLength={12} inputMode="numeric" />
        <Button type="submit" icon={Search} isDisabled={!isCode} testId="pass-ask">{desk.look}</Button>
      </form>
      {problem === null ? null : <Notice message={messageOf(t, problem)} code={problem.code} />}
      {isBooking ? <output className="px-3 pb-1.5" data-testid="pass-is-booking">{desk.isBooking}</output> : null}
      {found === null ? null : <FoundPass found={found} onUse={onUse} />}
    </Card>
  );
}

function FoundPass({ found: { code, pass }, onUse }: { readonly found: Found; readonly onUse: (pass: OfPass) => void }): ReactNode {
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
