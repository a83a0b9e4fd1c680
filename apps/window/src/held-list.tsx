import type { HeldView, TicketId, WindowView } from '@hallcall/domain';
import { useHubClock } from '@hallcall/client/react';
import { formatTime } from '@hallcall/text';
import { Button, ScrollRegion, StatusChip, TicketNumber, useLanguage, useTexts } from '@hallcall/ui';
import { PhoneCall } from 'lucide-react';
import type { ReactNode } from 'react';
import { keyOf } from './hotkeys.ts';

type Props = { readonly view: WindowView; readonly timeZone: string; readonly canAct: boolean; readonly onResume: (ticketId: TicketId) => void };

/** Whom this window has put aside; who is due stands out. Not there while nobody is held. */
export function HeldList({ view, timeZone, canAct, onResume }: Props): ReactNode {
  const t = useTexts().window;
  const { language } = useLanguage();
  const now = useHubClock(1_000);
  if (view.held.length === 0) return null;
  const isDue = ({ dueAt }: HeldView): boolean => dueAt !== null && now !== null && dueAt <= now;
  return (
    <ScrollRegion label={t.held.title} className="max-h-[40%] min-h-[5.5rem] overflow-auto border-t border-line px-3 py-1.5">
      <h3 className="font-strong">{t.held.title}</h3>
      <ul data-testid="held-list">
        {view.held.map((held, index) => (
          <li key={held.ticketId} className="flex min-h-5.5 flex-wrap items-center gap-x-2 gap-y-0.5 py-0.5" data-due={isDue(held)}>
            <span className="flex min-w-14 flex-1 flex-col">
              {/* Beside the number: what is due must not push its key out of sight. */}
              <span className="flex flex-wrap items-center gap-x-1">
                <TicketNumber number={held.number} className="text-label" />
                {isDue(held) ? <StatusChip tone="late">{t.held.due}</StatusChip> : null}
              </span>
              <span className="hc-tabular truncate text-small text-soft">
                <time>{formatTime(held.since, language, timeZone)}</time> · {t.hold.reason[held.reason]}
                {held.dueAt === null || isDue(held) ? null : <> · {t.held.reminder({ time: formatTime(held.dueAt, language, timeZone) })}</>}
              </span>
            </span>
            <Button
              size="small"
              icon={PhoneCall}
              isDisabled={!canAct || view.status !== 'idle' || view.emergency !== null}
              onPress={() => onResume(held.ticketId)}
              {...(index === 0 ? { hotkey: keyOf.resumeHeld } : {})}
            >
              {t.held.resume}
            </Button>
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}
