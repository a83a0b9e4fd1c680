import type { ActiveView } from '@hallcall/domain';
import { stagesOf } from '@hallcall/client';
import { formatCounted } from '@hallcall/text';
import { StatusChip, useTexts, type Names, type StatusTone } from '@hallcall/ui';
import type { ReactNode } from 'react';

type Step = ActiveView['journey']['stops'][number];

const toneOf: Readonly<Record<Step['status'], StatusTone>> = {
  blocked: 'quiet', waiting: 'quiet', called: 'called', serving: 'busy', held: 'paused', missed: 'late', done: 'done', abandoned: 'quiet', cancelled: 'quiet',
};

/** Every step of a visitor who goes to several windows: what is done, what is here, where to go next. */
export function JourneyList({ journey, names }: { readonly journey: ActiveView['journey']; readonly names: Names }): ReactNode {
  const t = useTexts();
  const stages = stagesOf(journey.stops);
  // A payment is written down last and comes first.
  const steps = journey.stops.map((step, index) => ({ step, index, stage: stages[index] ?? 0 })).toSorted((a, b) => a.stage - b.stage);
  return (
    <section aria-label={t.window.person.journey}>
      <h3 className="text-small font-strong text-soft">{t.window.person.journey}</h3>
      <ol className="flex flex-col gap-0.5" data-testid="journey">
        {steps.map(({ step, index, stage }) => (
          <li
            key={`${step.queueId} ${index}`} aria-current={index === journey.here ? 'step' : undefined}
            className={`flex items-baseline gap-1 border-l-4 pl-1 ${index === journey.here ? 'border-primary font-strong' : 'border-line'}`}
          >
            <span className="hc-tabular shrink-0 text-soft">{stage}</span>
            <span className="min-w-0 flex-1">
              {names.queue(step.queueId)}
              <span className="text-small font-plain text-soft"> {step.items.map(({ itemId, count }) => formatCounted(names.item(itemId), count)).join(' · ')}</span>
            </span>
            <StatusChip tone={toneOf[step.status]}>{t.ticketStatus[step.status]}</StatusChip>
          </li>
        ))}
      </ol>
    </section>
  );
}
