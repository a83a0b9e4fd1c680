import type { HubConfig } from '@hallcall/client';
import type { BoardView } from '@hallcall/domain';
import { formatCount, type Texts } from '@hallcall/text';
import { useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import type { CSSProperties, ReactNode } from 'react';
import { pageMs } from './board-rows.ts';
import { usePage } from './use-page.ts';

/** How many wait where and how long it takes who comes now, turning its pages; below it the windows that pause. */
export function WaitingList(props: { readonly view: BoardView; readonly config: HubConfig; readonly rows: number }): ReactNode {
  const t = useTexts();
  const read = useBilingual();
  const { language } = useLanguage();
  const { config, rows } = props;
  const { items, page, pages } = usePage(props.view.waiting, rows, pageMs);
  // A custom property: React's style type knows only the named ones.
  const style = { '--rows': rows } as CSSProperties;
  const queueOf = (queueId: string) => config.hall.queues.find(({ id }) => id === queueId);
  const paused = props.view.paused.map((id) => config.hall.windows.find((window) => window.id === id)?.label ?? id);
  return (
    <section className="waiting" style={style} aria-label={t.board.waitingTitle} data-testid="waiting">
      <h2 className="waiting-head">
        {t.board.waitingTitle}
        <span className="hc-tabular">{pages > 1 ? t.board.page({ page, pages }) : ''}</span>
        <span className="waiting-minutes">{items.length === 0 ? '' : t.board.waitNow}</span>
      </h2>
      {items.length === 0 ? <p className="waiting-none">{t.board.nobody}</p> : null}
      {items.map(([queueId, waiting, minutes]) => (
        <div key={queueId} className="waiting-row" data-testid="waiting-row">
          <span className="waiting-prefix">{queueOf(queueId)?.prefix}</span>
          <span className="waiting-name">{read(queueOf(queueId)?.name)}</span>
          <span className="waiting-count hc-tabular">{formatCount(waiting, language)}</span>
          <span className="waiting-minutes hc-tabular" data-none={minutes === null}>{waitInShort(t, minutes)}</span>
        </div>
      ))}
      <p className="waiting-foot" style={{ gridRow: rows + 2 }}>
        {paused.length === 0 ? null : (
          <span>
            <strong>{t.board.pausedWindow}</strong> {paused.map((label) => t.common.windowLabel({ label })).join(' · ')}
          </span>
        )}
      </p>
    </section>
  );
}

/** The head of the column says that it is an estimate. Minutes only, also of hours: the names need the room. */
function waitInShort({ board }: Pick<Texts, 'board'>, minutes: number | null): string {
  if (minutes === null) return board.noWindow;
  return minutes < 1 ? board.waitSoon : board.waitMinutes({ count: minutes });
}
