import { useHubClock } from '@hallcall/client/react';
import type { BookingCounts, ConsoleView, QueueGate, QueueId } from '@hallcall/domain';
import { formatDuration, formatTime, waitWords, whenWords } from '@hallcall/text';
import { Card, SearchField, StatusChip, useLanguage, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { HelpCell } from '../surge/help-cell.tsx';
import { DataTable } from '../data-table.tsx';

/** Every queue: how many wait, since when, how long somebody would who came now, how many windows call it. */
export function QueuesPage(): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { view, names, config } = useConsole();
  const now = useHubClock(10_000);
  const [sought, setSought] = useState('');
  const prefixOf = new Map(config.hall.queues.map(({ id, prefix }) => [id, prefix]));
  // Whatever needs help stands first; the others keep the order of their prefixes.
  const found = view.queues.filter(({ queueId }) => `${prefixOf.get(queueId)} ${names.queue(queueId)}`.toLowerCase().includes(sought.trim().toLowerCase()));
  const rows = found.toSorted((a, b) => Number(b.isSurging) - Number(a.isSurging));
  const waited = (oldestAt: number | null): number => (oldestAt === null || now === null ? 0 : Math.max(0, now - oldestAt));
  return (
    <Card title={t.console.nav.queues} className="flex-1" aside={<SearchField label={t.common.search} value={sought} onChange={setSought} placeholder={t.common.search} />}>
      <DataTable
        label={t.console.nav.queues}
        isDense
        rows={rows}
        keyOf={(row) => row.queueId}
        columns={[
          { key: 'prefix', title: t.common.number, render: (row) => <strong className="text-primary">{prefixOf.get(row.queueId)}</strong> },
          { key: 'name', title: t.common.queue, render: (row) => <Name queueId={row.queueId} gate={row.gate} /> },
          { key: 'waiting', title: t.board.waiting, isRight: true, render: (row) => <strong>{row.waiting}</strong> },
          {
            key: 'oldest', title: t.console.day.longestWait, isRight: true,
            render: (row) => {
              const ms = waited(row.oldestAt);
              if (row.oldestAt === null) return '—';
              const words = formatDuration(ms, language);
              return ms > config.hall.policy.agedAfterMs ? <StatusChip tone="late">{words}</StatusChip> : words;
            },
          },
          { key: 'wait', title: t.wait.title, isRight: true, render: ({ waitMinutes }) => (waitMinutes === null ? '—' : waitWords(t, waitMinutes)) },
          ...(view.bookings === null ? [] : [{ key: 'booked', title: t.booking.title, render: ({ queueId }: Row) => <Booked counts={view.bookings?.queues.find((one) => one.queueId === queueId)} /> }]),
          {
            key: 'windows', title: t.console.day.openWindows, isRight: true,
            render: (row) => (row.windows === 0 && row.waiting > 0 ? <StatusChip tone="fault">{t.wait.noWindow}</StatusChip> : row.windows),
          },
          { key: 'surge', title: t.limits.surge.column, isRight: true, render: (row) => <HelpCell queue={row} /> },
        ]}
      />
    </Card>
  );
}

/** With what whoever gives numbers must know first: none are given now, or whoever takes one may not be served today. */
function Name({ queueId, gate }: { readonly queueId: QueueId; readonly gate: QueueGate | null }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { names, config } = useConsole();
  const now = useHubClock(10_000);
  const { timeZone } = config.hall;
  const { queue } = t.hours;
  const words = (): string => {
    if (gate?.kind === 'late') return `${gate.isRefused ? queue.full : queue.late} · ${queue.lateUntil({ time: formatTime(gate.closesAt, language, timeZone) })}`;
    const opensAt = gate?.opensAt ?? null;
    return opensAt === null || now === null ? queue.closed : `${queue.closed} · ${queue.opens({ when: whenWords(t, opensAt, { now, language, timeZone }) })}`;
  };
  return (
    <span className="flex flex-wrap items-center gap-2">
      {names.queue(queueId)}
      {gate === null ? null : <StatusChip tone="late" testId="queue-gate">{words()}</StatusChip>}
    </span>
  );
}

type Row = ConsoleView['queues'][number];

/** Bookings of today: expected, arrived, missed. */
function Booked({ counts }: { readonly counts: BookingCounts | undefined }): ReactNode {
  const t = useTexts().booking;
  return counts === undefined ? '—' : <span className="text-small">{t.counts(counts)}</span>;
}
