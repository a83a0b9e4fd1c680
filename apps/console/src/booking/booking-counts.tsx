import type { BookingCounts as Counts } from '@hallcall/domain';
import { formatCount } from '@hallcall/text';
import { useLanguage, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';

/** Bookings of the day: expected, arrived, missed. */
export function BookingCounts({ counts }: { readonly counts: Counts }): ReactNode {
  const t = useTexts().booking;
  const { language } = useLanguage();
  const figures = [[t.count.expected, counts.expected], [t.count.arrived, counts.arrived], [t.count.missed, counts.missed]] as const;
  return (
    <dl className="grid grid-cols-3 gap-2" aria-label={t.today} data-testid="booking-counts">
      {figures.map(([name, count]) => (
        <div key={name} className="flex flex-col-reverse rounded-card border border-line bg-paper px-3 py-2 shadow-card">
          <dt className="text-soft">{t.today} · {name}</dt>
          <dd className="hc-number text-title">{formatCount(count, language)}</dd>
        </div>
      ))}
    </dl>
  );
}
