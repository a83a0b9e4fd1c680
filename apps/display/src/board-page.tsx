// A board on its connection: which of its states it is in, and what it reports back.
import { useConfig, useHub, useHubClock, useHubStatus, useReloadOnNewBuild, useView } from '@hallcall/client/react';
import { useTexts } from '@hallcall/ui';
import { LoaderCircle, Moon } from 'lucide-react';
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { createAcknowledger } from './acknowledger.ts';
import { BoardState } from './board-state.tsx';
import { Board } from './board.tsx';
import { EmergencyBoard } from './emergency-board.tsx';

export function BoardPage({ onRefused }: { readonly onRefused: () => void }): ReactNode {
  const t = useTexts();
  const message = useView('board');
  const status = useHubStatus();
  const config = useConfig(message?.config ?? null);
  const now = useHubClock(1_000);
  const onShown = useAcknowledging();
  useReportHealth();
  useReloadOnNewBuild(true);
  const isRefused = status.refusal === 'session.unknown';
  useEffect(() => {
    if (isRefused) onRefused();
  }, [isRefused, onRefused]);

  if (message === null || config === null) {
    return <BoardState testId="board-connecting" icon={LoaderCircle} title={t.board.connecting} lines={[]} />;
  }
  const { view } = message;
  if (view.emergency !== null) return <EmergencyBoard emergency={view.emergency} />;
  const isStale = status.link !== 'live';
  if (view.day?.status !== 'open') {
    const title = view.day === null ? t.board.notOpenYet : t.board.closed;
    const head = { config, boardId: view.boardId, now, isStale, subtitle: null, isMuted: view.muted.length > 0 };
    return <BoardState testId="board-closed" icon={Moon} title={title} lines={[]} head={head} />;
  }
  return <Board view={view} config={config} now={now} isStale={isStale} onShown={onShown} />;
}

function useAcknowledging() {
  const hub = useHub();
  const acknowledger = useMemo(
    () =>
      createAcknowledger({
        send: (shown) => void hub.send({ type: 'call.acknowledge', shown }),
        hubNow: hub.now,
        isVisible: () => document.visibilityState === 'visible',
        requestFrame: (callback) => void requestAnimationFrame(callback),
      }),
    [hub],
  );
  useEffect(() => () => acknowledger.close(), [acknowledger]);
  return useCallback((calls: Parameters<typeof acknowledger.shown>[0]) => acknowledger.shown(calls), [acknowledger]);
}

/** Says once a connection that this board runs; a hidden page shows nothing to anybody. */
function useReportHealth(): void {
  const hub = useHub();
  const { welcome } = useHubStatus();
  useEffect(() => {
    if (welcome === null) return undefined;
    const report = (): void => {
      const isVisible = document.visibilityState === 'visible';
      const since = hub.now() ?? welcome.now;
      hub.health({ parts: [{ part: 'board', state: isVisible ? 'ok' : 'warning', code: isVisible ? 'ready' : 'hidden', since }] });
    };
    report();
    document.addEventListener('visibilitychange', report);
    return () => document.removeEventListener('visibilitychange', report);
  }, [hub, welcome]);
}
