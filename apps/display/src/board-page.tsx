// A board on its connection: which of its states it is in, and what it reports back.
import { useConfig, useHub, useHubClock, useHubStatus, useReloadOnNewBuild, useView } from '@hallcall/client/react';
import type { HealthReport } from '@hallcall/protocol';
import { EmergencyScreen, useTexts } from '@hallcall/ui';
import { LoaderCircle, Moon, VolumeX } from 'lucide-react';
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { createAcknowledger } from './acknowledger.ts';
import { BoardState } from './board-state.tsx';
import { Board } from './board.tsx';
import { useVoice, type Voice } from './voice/use-voice.ts';

export function BoardPage({ onRefused }: { readonly onRefused: () => void }): ReactNode {
  const t = useTexts();
  const message = useView('board');
  const status = useHubStatus();
  const config = useConfig(message?.config ?? null);
  const now = useHubClock(1_000);
  const onShown = useAcknowledging();
  const voice = useVoice(status.welcome?.actor.role === 'display' ? status.welcome.actor.deviceId : null, config);
  useReportHealth(voice);
  useReloadOnNewBuild(true);
  const isRefused = status.refusal === 'session.unknown';
  useEffect(() => {
    if (isRefused) onRefused();
  }, [isRefused, onRefused]);

  return (
    <>
      {content()}
      {voice.state === 'suspended' ? (
        <button type="button" className="board-sound" data-testid="sound-off" onClick={voice.wake}>
          <VolumeX aria-hidden size="1.2em" />
          {t.board.soundOff}
        </button>
      ) : null}
    </>
  );

  function content(): ReactNode {
    if (message === null || config === null) {
      return <BoardState testId="board-connecting" icon={LoaderCircle} title={t.board.connecting} lines={[]} />;
    }
    const { view } = message;
    if (view.emergency !== null) return <EmergencyScreen emergency={view.emergency} />;
    const isStale = status.link !== 'live';
    if (view.day?.status !== 'open') {
      const title = view.day === null ? t.board.notOpenYet : t.board.closed;
      // Nothing is called: whether it would be heard is nobody's concern.
      const head = { config, boardId: view.boardId, now, isStale, subtitle: null, rests: null, muted: null };
      return <BoardState testId="board-closed" icon={Moon} title={title} lines={[]} head={head} />;
    }
    return <Board view={view} config={config} now={now} isStale={isStale} onShown={onShown} />;
  }
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

type Part = HealthReport['parts'][number];

/** Says that this board runs and whether it could be heard; a hidden page shows nothing to anybody. */
function useReportHealth({ state, missing, unread }: Voice): void {
  const hub = useHub();
  const { welcome } = useHubStatus();
  useEffect(() => {
    if (welcome === null) return undefined;
    const report = (): void => {
      const isVisible = document.visibilityState === 'visible';
      const since = Math.round(hub.now() ?? welcome.now);
      const board: Part = { part: 'board', state: isVisible ? 'ok' : 'warning', code: isVisible ? 'ready' : 'hidden', since };
      hub.health({ parts: [board, ...voiceParts({ state, missing, unread }, since)] });
    };
    report();
    document.addEventListener('visibilitychange', report);
    return () => document.removeEventListener('visibilitychange', report);
  }, [hub, welcome, state, missing, unread]);
}

function voiceParts({ state, missing, unread }: Omit<Voice, 'wake'>, since: number): Part[] {
  switch (state) {
    case 'silent':
      return [];
    case 'ready':
      if (missing !== '') return [{ part: 'voice', state: 'warning', code: 'voice.languageMissing', since, detail: missing }];
      if (unread !== '') return [{ part: 'voice', state: 'warning', code: 'voice.namesMissing', since, detail: unread }];
      return [{ part: 'voice', state: 'ok', code: 'ready', since }];
    case 'noClips':
      return [{ part: 'voice', state: 'fault', code: 'voice.noClips', since }];
    case 'suspended':
      return [{ part: 'voice', state: 'fault', code: 'voice.suspended', since }];
  }
}
