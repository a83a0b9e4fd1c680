import type { HubConfig } from '@hallcall/client';
import { Clock, useBilingual, useTexts } from '@hallcall/ui';
import { WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';

/** Hall, board and the hub's clock; while stale, the warning stands in the same place, so nothing moves. */
export function BoardHead(props: { readonly config: HubConfig; readonly boardId: string; readonly now: number | null; readonly isStale: boolean }): ReactNode {
  const t = useTexts();
  const read = useBilingual();
  const { hall } = props.config;
  const board = hall.boards.find(({ id }) => id === props.boardId);
  return (
    <header className={`board-head ${props.isStale ? 'hc-hatched' : ''}`} data-stale={props.isStale}>
      <div className="board-head-left">
        <output aria-live="assertive" data-testid="stale-banner" data-stale={props.isStale}>
          {props.isStale ? (
            <h1 className="board-head-stale">
              <WifiOff aria-hidden size="1.2em" />
              {t.board.stale}
            </h1>
          ) : null}
        </output>
        {props.isStale ? null : (
          <h1 className="board-head-name">
            {read(hall.name)} {board === undefined ? null : <span className="font-plain">· {read(board.name)}</span>}
          </h1>
        )}
      </div>
      <Clock at={props.now} timeZone={hall.timeZone} withDate className="board-clock" />
    </header>
  );
}
