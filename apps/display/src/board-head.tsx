import type { HubConfig } from '@hallcall/client';
import { Clock, useBilingual, useTexts } from '@hallcall/ui';
import { Volume2, VolumeX, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';

export type BoardHeadProps = {
  readonly config: HubConfig;
  readonly boardId: string;
  readonly now: number | null;
  readonly isStale: boolean;
  /** What a voice is saying now, in letters; null: nothing. */
  readonly subtitle: string | null;
  /** That no numbers are given now, in words; stands in the place of the names. Null: they are. */
  readonly rests: string | null;
  /** Which of the board's zones somebody has switched silent, in words; null: none. */
  readonly muted: string | null;
};

/** Hall, board and the hub's clock. The warning while stale and the subtitle stand in the same place: nothing moves. */
export function BoardHead(props: BoardHeadProps): ReactNode {
  const t = useTexts();
  const { config, isStale } = props;
  return (
    <header className={`board-head ${isStale ? 'hc-hatched' : ''}`} data-stale={isStale} data-speaking={!isStale && props.subtitle !== null}>
      <div className="board-head-left">
        <output aria-live="assertive" data-testid="stale-banner" data-stale={isStale}>
          {isStale ? (
            <h1 className="board-head-stale">
              <WifiOff aria-hidden size="1.2em" />
              {t.board.stale}
            </h1>
          ) : null}
        </output>
        {isStale ? null : <HeadLine {...props} />}
      </div>
      {props.muted === null ? null : (
        <span className="board-head-muted" data-testid="muted">
          <VolumeX aria-hidden size="1.2em" />
          {props.muted}
        </span>
      )}
      <Clock at={props.now} timeZone={config.hall.timeZone} withDate className="board-clock" />
    </header>
  );
}

function HeadLine({ config, boardId, subtitle, rests }: BoardHeadProps): ReactNode {
  const read = useBilingual();
  const { hall } = config;
  const board = hall.boards.find(({ id }) => id === boardId);
  if (subtitle !== null) {
    return (
      <p className="board-head-subtitle" data-testid="subtitle">
        <Volume2 aria-hidden size="1.2em" />
        {subtitle}
      </p>
    );
  }
  if (rests !== null) return <h1 className="board-head-name board-head-rests" data-testid="rests">{rests}</h1>;
  return (
    <h1 className="board-head-name">
      {read(hall.name)} {board === undefined ? null : <span className="font-plain">· {read(board.name)}</span>}
    </h1>
  );
}
