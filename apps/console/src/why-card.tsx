// "Why not me?": the guide desk types a number and reads who was called before it, and by which rule.
import type { ExplainedCall, WhyNotMe } from '@hallcall/domain';
import { formatList, formatTimeSeconds, waitWords, type Texts } from '@hallcall/text';
import { Button, Card, EmptyState, Notice, problemMessage, StatusChip, TextField, TicketNumber, useLanguage, useTexts } from '@hallcall/ui';
import { Ban, PhoneCall, RotateCw, Search, TicketCheck, Zap } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { CallToDialog } from './call-to-dialog.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { useConsole } from './console-context.tsx';
import { DataTable } from './data-table.tsx';
import { UrgentDialog } from './urgent-dialog.tsx';
import { useWhy } from './use-why.ts';

/** `a 012` is the number `A12`. */
const keyOf = (typed: string): string => typed.replaceAll(/\s/g, '').toUpperCase().replace(/^([A-Z]+)0+/, '$1');

export function WhyCard(): ReactNode {
  const t = useTexts();
  const { http, view } = useConsole();
  const [typed, setTyped] = useState('');
  const { body, problem, isOver, ask, askAgain } = useWhy({ http, view });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask(keyOf(typed));
  };
  const { why } = t.console;
  return (
    <Card title={why.title} className={body === null ? '' : 'min-h-[28rem]'}>
      <form className="flex flex-wrap items-center gap-1 px-3 py-1" onSubmit={submit}>
        <div className="w-[18rem]"><TextField label={why.label} hint={why.hint} value={typed} onChange={setTyped} maxLength={12} /></div>
        <Button type="submit" icon={Search} isDisabled={keyOf(typed) === ''} testId="why-ask">{why.ask}</Button>
        {body === null ? null : <Button icon={RotateCw} onPress={askAgain} testId="why-again">{why.again}</Button>}
      </form>
      {problem === null ? null : <Notice message={problemMessage(t, problem)} code={problem.code} />}
      {isOver ? <p className="px-3 font-strong text-late" data-testid="why-over">{why.over}</p> : null}
      {body === null ? null : <Explained answer={body} />}
    </Card>
  );
}

function Explained({ answer }: { readonly answer: WhyNotMe }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { names, view } = useConsole();
  const { why } = t.console;
  const urgent = view.urgent.listed.find(({ ticketId, isOver }) => ticketId === answer.ticketId && !isOver) ?? null;
  const [asked, setAsked] = useState<'urgent' | 'call' | 'cancel' | null>(null);
  const close = (): void => setAsked(null);
  const rules = Object.entries(why.rule).flatMap(([rule, words]) => {
    // The keys of the texts are the rules: exhaustive by type.
    const count = answer.counts[rule as ExplainedCall['rule']];
    return count === 0 ? [] : [`${words}: ${count}`];
  });
  return (
    <div className="flex min-h-0 flex-col gap-1 px-3 pb-2" data-testid="why">
      <p className="flex items-baseline gap-2"><TicketNumber number={answer.number} className="text-label" /></p>
      <div className="flex flex-wrap gap-1">
        {urgent === null ? <Button size="small" icon={Zap} onPress={() => setAsked('urgent')} testId="urgent-ask">{t.console.urgent.make}</Button> : null}
        <Button size="small" icon={PhoneCall} onPress={() => setAsked('call')} testId="call-ask">{t.console.callTo.button}</Button>
        <Button size="small" variant="danger" icon={Ban} onPress={() => setAsked('cancel')} testId="cancel-ask">{t.console.why.cancel}</Button>
      </div>
      {asked === 'urgent' && urgent === null ? <UrgentDialog ticket={answer} onClose={close} /> : null}
      {asked === 'cancel' ? <CancelDialog ticket={answer} onClose={close} /> : null}
      {asked === 'call' ? <CallToDialog ticket={answer} onClose={close} /> : null}
      {urgent === null ? <Waits waits={answer.waits} /> : (
        <p className="flex flex-wrap items-center gap-1" data-testid="why-urgent">
          <StatusChip tone="fault">{why.rule.urgent}</StatusChip>
          {t.console.urgent.isFirst({ queues: formatList(answer.waits.map(({ queueId }) => names.queue(queueId)), language) })}
          <span className="text-soft">{urgent.reason}</span>
        </p>
      )}
      <p className="text-soft">{rules.join(' · ')}</p>
      {answer.calls.length === 0 ? <EmptyState icon={TicketCheck} title={why.nobody} /> : <Calls answer={answer} />}
    </div>
  );
}

/** Where it stands in each queue, and how often it may be overtaken: of no meaning for one that goes before everybody. */
function Waits({ waits }: Pick<WhyNotMe, 'waits'>): ReactNode {
  const t = useTexts();
  const { names } = useConsole();
  const { why } = t.console;
  return (
    <>
      {waits.map(({ queueId, bound, overtaken, ahead, waitMinutes }) => (
        <p key={queueId} data-testid="why-waits">
          {[
            names.queue(queueId), why.ahead({ count: ahead }), waitMinutes === null ? t.wait.noWindow : t.wait.told({ wait: waitWords(t, waitMinutes) }),
            bound === null ? why.noBound : why.bound({ count: overtaken, bound }),
          ].join(' · ')}
        </p>
      ))}
    </>
  );
}

function Calls({ answer }: { readonly answer: WhyNotMe }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { names, config } = useConsole();
  return (
    <DataTable<ExplainedCall>
      label={t.console.why.title}
      testId="why-calls"
      rows={answer.calls}
      keyOf={(call) => `${call.callId} ${call.queueId}`}
      columns={[
        { key: 'at', title: t.common.time, render: (call) => <span className="hc-tabular">{formatTimeSeconds(call.at, language, config.hall.timeZone)}</span> },
        { key: 'number', title: t.common.number, render: (call) => <TicketNumber number={call.number} /> },
        { key: 'window', title: t.common.window, render: (call) => t.common.windowLabel({ label: names.windowLabel(call.windowId) }) },
        { key: 'rule', title: t.console.why.why, render: (call) => ruleWords(t, call) },
      ]}
    />
  );
}

/** The rule in words, with the count of a preferred call and the reason of a chosen one. */
function ruleWords(t: Texts, { rule, overtaken, chosen }: ExplainedCall): string {
  const { why, choiceReason } = t.console;
  const count = overtaken === null ? '' : overtaken.bound === null ? why.times({ count: overtaken.count }) : why.timesOf({ count: overtaken.count, bound: overtaken.bound });
  const reason = chosen === null ? '' : [choiceReason[chosen.reason], ...(chosen.note === null ? [] : [chosen.note])].join('，');
  return [why.rule[rule], count, reason].filter((part) => part !== '').join(' · ');
}
