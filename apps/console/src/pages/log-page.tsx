import type { LogLine } from '@hallcall/domain';
import { useView } from '@hallcall/client/react';
import { formatTimeSeconds, type Texts } from '@hallcall/text';
import { Card, EmptyState, LoadingState, TicketNumber, useLanguage, useTexts } from '@hallcall/ui';
import { ListEnd, Pause } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useConsole } from '../console-context.tsx';
import { DataTable } from '../data-table.tsx';

/** The newest events of the hall, as they are recorded. */
export function LogPage(): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { config, names } = useConsole();
  const live = useView('log')?.view.lines ?? null;
  const [held, setHeld] = useState<readonly LogLine[] | null>(null);
  const { log } = t.console;
  if (live === null) return <LoadingState />;
  const lines = held ?? live;
  return (
    <Card
      title={log.title}
      className="flex-1"
      aside={
        <ToggleButton
          isSelected={held === null}
          onChange={(follows) => setHeld(follows ? null : live)}
          className="inline-flex min-h-4.5 items-center gap-1 rounded-small border border-edge px-1.5 text-small font-strong data-hovered:bg-tint data-selected:border-primary data-selected:bg-tint data-selected:text-primary"
        >
          {held === null ? <ListEnd aria-hidden size="1.2em" /> : <Pause aria-hidden size="1.2em" />}
          {held === null ? log.follow : log.paused}
        </ToggleButton>
      }
    >
      <p className="px-3 py-1 text-soft">{log.hint}</p>
      {lines.length === 0 ? <EmptyState title={log.none} /> : null}
      <DataTable<LogLine>
        label={log.title}
        testId="log"
        rows={lines}
        keyOf={(line) => String(line.seq)}
        columns={[
          { key: 'seq', title: log.sequence, isRight: true, render: (line) => <span className="text-soft">{line.seq}</span> },
          { key: 'at', title: t.common.time, render: (line) => <span className="hc-tabular">{formatTimeSeconds(line.at, language, config.hall.timeZone)}</span> },
          { key: 'type', title: log.event, render: (line) => <EventWord line={line} t={t} /> },
          { key: 'number', title: t.common.number, render: (line) => (line.number === null ? '' : <TicketNumber number={line.number} />) },
          { key: 'window', title: t.common.window, render: (line) => (line.windowId === null ? '' : t.common.windowLabel({ label: names.windowLabel(line.windowId) })) },
          { key: 'actor', title: log.actor, render: (line) => <span className="text-soft">{line.actor}</span> },
        ]}
      />
    </Card>
  );
}

function EventWord({ line, t }: { readonly line: LogLine; readonly t: Texts }): ReactNode {
  const words: Readonly<Record<string, string>> = t.console.event;
  return (
    <span>
      <strong>{words[line.type] ?? line.type}</strong> {line.outcome === null ? '' : t.window.outcome[line.outcome]}
    </span>
  );
}
